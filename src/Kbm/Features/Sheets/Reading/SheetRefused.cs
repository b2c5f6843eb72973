using System.Globalization;
using Kbm.Data;

namespace Kbm.Features.Sheets.Reading;

/// <summary>A file cannot be read, or not further; found while it is read. Carries what an act would answer.</summary>
internal sealed class SheetRefused(Refusal refusal, Exception? cause = null) : Exception(refusal.Sentence, cause)
{
    public Refusal Refusal => refusal;

    public static SheetRefused Empty() => Of("file_empty", "This file is empty. Send one that has a row of heads and rows below it.");

    public static SheetRefused TooLarge(long most) => Of("file_too_large", $"This file is too large: up to {most / (1024 * 1024)} MB are read. Split it into several.", 413);

    public static SheetRefused WrongKind(string what, string wayOn) => Of("file_kind", $"This file is {what}. {wayOn}");

    public static SheetRefused Encrypted() => Of("file_encrypted", "This workbook is protected by a password. Open it, save it without one, and send that.");

    public static SheetRefused Corrupt(Exception? cause = null) => Of("file_corrupt",
        "This file is damaged or was cut short: it cannot be read to its end. Open it in a spreadsheet program, save it anew, and send that.", cause: cause);

    public static SheetRefused Bomb() => Of("file_inflates", "This file would unpack to far more than a workbook of its size holds, and is not read further. Save the sheet as CSV and send that.");

    public static SheetRefused TooMuchText() => Of("file_too_large", "This workbook holds more text than can be read at once. Split it into several, or save the sheet as CSV and send that.", 413);

    public static SheetRefused ForbiddenXml() => Of("file_doctype", "This workbook's XML declares a document type or entities, which no spreadsheet program writes. It is not read.");

    public static SheetRefused NoSheets() => Of("file_empty", "This workbook has no sheet with rows.");

    public static SheetRefused TooManyRows(int most) => Of("too_many_rows", $"This sheet has more than {Number(most)} rows. Split it into several files.");

    public static SheetRefused TooManyColumns(int row, int columns, int most) => Of("too_many_columns",
        $"Row {Number(row)} has {Number(columns)} columns; up to {Number(most)} are read. Delete those that are not needed.");

    public static SheetRefused CellTooLong(int row, int most) => Of("cell_too_long",
        $"Row {Number(row)} has a cell of more than {Number(most)} characters. In a CSV file a quotation mark without its pair does that: look there first.");

    public static SheetRefused RowTooLong(int row, int most) => Of("row_too_long",
        $"Row {Number(row)} is longer than {Number(most)} characters. In a CSV file a quotation mark without its pair does that: look there first.");

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static SheetRefused Of(string code, string sentence, int status = 400, Exception? cause = null) => new(new Refusal(code, sentence, "file", status), cause);
}

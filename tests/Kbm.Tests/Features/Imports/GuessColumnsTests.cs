using Kbm.Features.Exports;
using Kbm.Features.Imports;
using Kbm.Features.Sheets.Reading;

namespace Kbm.Tests.Features.Imports;

public sealed class GuessColumnsTests
{
    [Fact]
    public void The_city_s_list_of_housing_is_guessed_wholly_right()
    {
        using var file = SheetFile.Open(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "chicago-affordable-rental-housing.csv")), "chicago.csv").Value!;
        var rows = file.Rows(0).Take(500).Select(r => new KeptRow(r.Number, r.Cells)).ToList();
        var heads = GuessColumns.Heads(rows, GuessColumns.HeaderRow(rows));
        var kind = GuessKind.Of(heads, "chicago-affordable-rental-housing.csv", "chicago-affordable-rental-housing");

        GuessColumns.HeaderRow(rows).ShouldBe(1);
        kind.ShouldBe(ImportKind.Properties);
        Named(GuessColumns.Columns(kind, heads), heads).ShouldBe(
        [
            ("Property Type", Field.PropertyType), ("Property Name", Field.Property), ("Address", Field.Street), ("Zip Code", Field.PostalCode),
            ("Phone Number", Field.PropertyPhone), ("Management Company", Field.Owner),
        ]);
    }

    [Fact]
    public void What_KBM_exports_of_items_is_understood_as_it_is()
    {
        Dictionary<string, string> row = new() { ["Code"] = "KA001", ["Type"] = "Key", ["Label"] = "Front door", ["Property"] = "Winthrop Apts.", ["Unit"] = "2A", ["State"] = "Available", ["Copies"] = "3", ["Copies in"] = "3" };
        string[] head = [.. ItemSheet.ColumnsOf(null).Select(c => c.Head)];
        List<KeptRow> rows = [new(1, head), new(2, Array.ConvertAll(head, h => row.GetValueOrDefault(h, "")))];
        var heads = GuessColumns.Heads(rows, 1);
        string[] of = ["State", "Copies in", "With", "Due", "Keys inside", "Pieces", "Added"];

        GuessKind.Of(heads, "items.csv", "items").ShouldBe(ImportKind.Items);
        Named(GuessColumns.Columns(ImportKind.Items, heads), heads).Select(c => c.Head).ShouldBe(head.Except(of), ignoreOrder: true);
    }

    [Theory]
    [InlineData("Property|Property type|Street|City|State|Postal code|More addresses|Owner|Phone|Units|Keys|Out now|Overdue|Notes|Retired", ImportKind.Properties, 11)]
    [InlineData("Property|Unit|Street|Keys|Out now|Notes|Retired", ImportKind.Units, 5)]
    [InlineData("Name|Kind|Company|Phone|Email|Holds now|Overdue|Notes|Retired", ImportKind.Contacts, 7)]
    public void What_KBM_exports_of_places_and_people_is_understood_as_it_is(string exported, ImportKind kind, int understood)
    {
        var heads = exported.Split('|').Select((h, i) => new SheetHead(i, h, [])).ToList();

        GuessKind.Of(heads, "export.csv", "export").ShouldBe(kind);
        GuessColumns.Columns(kind, heads).Count.ShouldBe(understood);
    }

    [Theory]
    [InlineData("Key #|Building|Apt|Peg|Qty", ImportKind.Keys)]
    [InlineData("Lockbox|Combo|Property", ImportKind.Lockboxes)]
    [InlineData("First Name|Last Name|Cell Phone", ImportKind.Contacts)]
    [InlineData("Property|Unit", ImportKind.Units)]
    [InlineData("Name|Street Address|City|State|ZIP", ImportKind.Properties)]
    [InlineData("Piece|Rider text|Condition", ImportKind.SignPieces)]
    public void The_heads_tell_what_the_rows_are(string heads, ImportKind kind)
    {
        var found = heads.Split('|').Select((h, i) => new SheetHead(i, h, [])).ToList();

        GuessKind.Of(found, "sheet.csv", "sheet").ShouldBe(kind);
        GuessColumns.Columns(kind, found).Count.ShouldBeGreaterThanOrEqualTo(found.Count - 1);
    }

    [Theory]
    [InlineData("Property|Unit|Key", ImportKind.Keys)]
    [InlineData("Property|Address|City|State|Zip|Unit|Key", ImportKind.Keys)]
    [InlineData("Key|Property|Unit|Hook|Copies|In lockbox", ImportKind.Keys)]
    [InlineData("Property|Unit|Key|Hook|Copies|Lockbox", ImportKind.Keys)]
    [InlineData("Key Name|Hook #|Signed out to|Sign out date", ImportKind.Keys)]
    [InlineData("Key|Property|Unit|Resident|Phone|Email", ImportKind.Keys)]
    [InlineData("Building|Apt|Peg", ImportKind.Keys)]
    [InlineData("Lockbox|Keys inside|Property", ImportKind.Lockboxes)]
    [InlineData("Property|Unit|Lock box|Shackle code|Where it hangs", ImportKind.Lockboxes)]
    [InlineData("Sign|Type|Rider text|Condition|Location", ImportKind.SignPieces)]
    [InlineData("Property|Unit|Lock|Brand|Model|Serial|Access code|Backup code", ImportKind.SmartLocks)]
    [InlineData("Property Name|Address|City|State|Zip|Manager|Phone|Email", ImportKind.Properties)]
    [InlineData("Property|Address|City|State|Zip|Directions", ImportKind.Properties)]
    [InlineData("Building|Apt|Beds|Baths|Rent", ImportKind.Units)]
    [InlineData("Vendor|Phone|Email|Trade", ImportKind.Contacts)]
    [InlineData("Resident|Property|Unit|Phone|Email|Move in", ImportKind.Contacts)]
    [InlineData("Name|Company|Phone|Email|Address|City|State|Zip", ImportKind.Contacts)]
    public void All_of_the_heads_together_tell_what_the_rows_are(string heads, ImportKind kind) =>
        GuessKind.Of([.. heads.Split('|').Select((h, i) => new SheetHead(i, h, []))], "sheet.csv", "Sheet1").ShouldBe(kind);

    [Fact]
    public void A_column_that_only_says_whether_there_is_one_and_the_name_of_the_file_weigh_less_than_the_columns()
    {
        SheetHead[] marked = [new(0, "Property", ["Elm Court"]), new(1, "Address", ["2 Elm St."]), new(2, "City", ["Chicago"]), new(3, "Lockbox", ["yes", "no"])];
        SheetHead[] vague = [new(0, "Name", ["Gate"]), new(1, "Notes", ["old"])];

        GuessKind.Of(marked, "keys.csv", "Sheet1").ShouldBe(ImportKind.Properties);
        GuessKind.Of(vague, "keys and more.xlsx", "Lockboxes").ShouldBe(ImportKind.Lockboxes);
    }

    [Theory]
    [InlineData("Key #", "17", Field.Hook)]
    [InlineData("Key No.", "K-17", Field.Hook)]
    [InlineData("Lockbox #", "4", Field.Hook)]
    [InlineData("Key #", "KA014", Field.Code)]
    [InlineData("Lockbox #", "LBA003", Field.Code)]
    public void A_number_of_an_old_tag_is_the_hook_and_a_code_of_KBM_the_code(string head, string value, Field field)
    {
        SheetHead[] heads = [new(0, head, [value, value]), new(1, "Property", ["Elm Court"])];
        var kind = head.StartsWith('K') ? ImportKind.Keys : ImportKind.Lockboxes;

        GuessKind.Of(heads, "sheet.csv", "Sheet1").ShouldBe(kind);
        GuessColumns.Columns(kind, heads)[0].ShouldBe(field);
    }

    [Theory]
    [InlineData(ImportKind.Keys)]
    [InlineData(ImportKind.Lockboxes)]
    [InlineData(ImportKind.SignPieces)]
    [InlineData(ImportKind.SmartLocks)]
    [InlineData(ImportKind.Items)]
    [InlineData(ImportKind.Properties)]
    [InlineData(ImportKind.Units)]
    [InlineData(ImportKind.Contacts)]
    public void Every_column_of_a_blank_sheet_is_understood(ImportKind kind)
    {
        var heads = ImportTemplates.Heads(kind).Select((h, i) => new SheetHead(i, h, [])).ToList();

        if (kind != ImportKind.Items) GuessKind.Of(heads, "sheet.csv", "Sheet1").ShouldBe(kind);
        GuessColumns.Columns(kind, heads).Count.ShouldBe(heads.Count, string.Join(", ", heads.Where(h => !GuessColumns.Columns(kind, heads).ContainsKey(h.At)).Select(h => h.Head)));
    }

    [Fact]
    public void A_blank_sheet_of_keys_begins_with_what_people_think_of_first() =>
        ImportTemplates.Heads(ImportKind.Keys).Take(7).ShouldBe(["Property", "Address", "Unit", "Label", "Hook", "Copies", "Code"]);

    [Fact]
    public void A_title_above_the_heads_is_no_row_of_heads()
    {
        List<KeptRow> rows = [new(1, ["Keys of Elm & Lake, as of 2016"]), new(3, ["Building", "Apt #", "Key", "Peg"]), new(4, ["Elm Court", "1", "Front", "7"])];

        GuessColumns.HeaderRow(rows).ShouldBe(3);
    }

    [Theory]
    [InlineData("1910 S Albany", "1910 S. Albany Ave.", true)]
    [InlineData("1910 South Albany Avenue", "1910 S. Albany Ave.", true)]
    [InlineData("Zapata Apartments", "Zapata Apts.", true)]
    [InlineData("St. Edmund's Oasis", "ST EDMUNDS OASIS", true)]
    [InlineData("1912 S Albany", "1910 S. Albany Ave.", false)]
    [InlineData("Hilliard Homes Phase I", "Hilliard Homes Phase II", false)]
    public void Places_are_the_same_however_they_are_spelled(string typed, string name, bool same) =>
        (LooseName.Of(typed) == LooseName.Of(name) || LooseName.Core(typed) == LooseName.Core(name)).ShouldBe(same);

    private static List<(string Head, Field Field)> Named(IReadOnlyDictionary<int, Field> columns, IReadOnlyList<SheetHead> heads) =>
        [.. columns.OrderBy(c => c.Key).Select(c => (heads.First(h => h.At == c.Key).Head, c.Value))];
}

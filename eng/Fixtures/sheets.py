#!/usr/bin/env python3
"""Makes tests/fixtures/sheets with LibreOffice (Debian: libreoffice-calc-nogui, python3-uno).

usage: eng/Fixtures/sheets.py tests/fixtures/sheets
"""
import pathlib, subprocess, sys, tempfile, time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def value(name, it):
    prop = PropertyValue()
    prop.Name, prop.Value = name, it
    return prop


def ooxml_password(password):
    pairs = []
    for pair in (("CryptoType", "Standard"), ("OOXPassword", password)):
        name = uno.createUnoStruct("com.sun.star.beans.NamedValue")
        name.Name, name.Value = pair
        pairs.append(name)
    return uno.Any("[]com.sun.star.beans.NamedValue", tuple(pairs))


def fill(sheet, rows, row=0):
    for r, cells in enumerate(rows):
        for c, text in enumerate(cells):
            cell = sheet.getCellByPosition(c, row + r)
            if isinstance(text, (int, float)):
                cell.Value = text
            elif text.startswith("="):
                cell.Formula = text
            elif text:
                cell.String = text


def number_format(doc, cells, code):
    locale = uno.createUnoStruct("com.sun.star.lang.Locale")
    locale.Language, locale.Country = "en", "US"
    key = doc.NumberFormats.queryKey(code, locale, False)
    cells.NumberFormat = key if key >= 0 else doc.NumberFormats.addNew(code, locale)


def keys(doc):
    """A sheet as a company keeps it: a title, merged heads, a property beside its keys, dates, codes, formulas, an error."""
    sheet = doc.Sheets.getByIndex(0)
    sheet.Name = "Keys 2024"
    fill(sheet, [["Keys of Harbor Homes"], [], ["Property", "Key", "", "Copies", "Since", "Seen", "Gate", "All", "Wrong"],
                 ["", "Tag", "Label", "", "", "", "", "", ""]])
    fill(sheet, [["1910 S. Albany Ave.", "KA001", "Front door", 2, 45356, 45356.604166667, 42, "=D5*10", "=1/0"],
                 ["", "KA002", 'Back "5 inch" door\nand gate', 1, 45357, 45357.25, 815, "=D5+D6", "=NA()"],
                 [],
                 ["", "KA003", "Größe, Müller; Łódź", 0.1, 45358, 0.4375, 7, '="a"&"b"', ""]], row=4)
    number_format(doc, sheet.getCellRangeByName("E5:E8"), "YYYY-MM-DD")
    number_format(doc, sheet.getCellRangeByName("F5:F7"), "YYYY-MM-DD HH:MM")
    number_format(doc, sheet.getCellRangeByName("F8"), "HH:MM")
    number_format(doc, sheet.getCellRangeByName("G5:G8"), "0000")
    for area in ("A3:A4", "B3:C3", "A5:A8"):
        sheet.getCellRangeByName(area).merge(True)
    doc.Sheets.insertNewByName("Boxes", 1)
    fill(doc.Sheets.getByName("Boxes"), [["Code", "Where"], ["LBA001", "Porch"]])
    doc.Sheets.insertNewByName("Lists", 2)
    fill(doc.Sheets.getByName("Lists"), [["hidden"]])
    doc.Sheets.getByName("Lists").IsVisible = False


def main(folder):
    folder = pathlib.Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"kbm{time.monotonic_ns()}"
        office = subprocess.Popen(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"])
        try:
            make(connect(pipe), folder)
        finally:
            office.terminate()
            office.wait()


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def make(desktop, folder):
    def store(doc, name, filter_name, **more):
        values = [value("FilterName", filter_name)] + [value(k, v) for k, v in more.items()]
        uno.invoke(doc, "storeToURL", ((folder / name).as_uri(), uno.Any("[]com.sun.star.beans.PropertyValue", tuple(values))))

    doc = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, [value("Hidden", True)])
    keys(doc)
    store(doc, "keys.xlsx", "Calc MS Excel 2007 XML")
    store(doc, "keys.xls", "MS Excel 97")
    store(doc, "keys.ods", "calc8")
    store(doc, "keys.html", "HTML (StarCalc)")
    store(doc, "keys-2003.xml", "MS Excel 2003 XML")
    store(doc, "password.xlsx", "Calc MS Excel 2007 XML", EncryptionData=ooxml_password("secret"))
    store(doc, "password.xls", "MS Excel 97", Password="secret")
    # Separator, quotation mark, character set (76 UTF-8, 65535 UTF-16, 1 Windows-1252), from line, columns, language, quote all, as shown.
    store(doc, "keys-comma-utf8.csv", "Text - txt - csv (StarCalc)", FilterOptions="44,34,76,1,,0,false,true")
    store(doc, "keys-semicolon-utf16.csv", "Text - txt - csv (StarCalc)", FilterOptions="59,34,65535,1,,0,false,true")
    store(doc, "keys-tab-1252.csv", "Text - txt - csv (StarCalc)", FilterOptions="9,34,1,1,,0,true,true")
    doc.close(True)


if __name__ == "__main__":
    main(sys.argv[1])

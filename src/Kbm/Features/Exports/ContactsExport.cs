using Kbm.Features.Contacts;
using Kbm.Features.Imports;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;
using Col = Kbm.Features.Exports.TableColumn<Kbm.Features.Exports.ContactSheetRow>;

namespace Kbm.Features.Exports;

/// <summary>A contact with what only its sheet shows.</summary>
internal sealed record ContactSheetRow(ContactRow Row, string? Email, string? Notes);

/// <summary>Contacts as their list finds them.</summary>
internal sealed class ContactsExport() : ListExport<ContactSheetRow>(
[
    Col.Text("name", "Name", r => r.Row.Name).As(Field.Name),
    Col.Text("kind", "Kind", r => r.Row.Kind.ToString()).As(Field.Kind),
    Col.Text("company", "Company", r => r.Row.Company).As(Field.Company),
    Col.Text("phone", "Phone", r => r.Row.Phone).As(Field.Phone),
    Col.Text("email", "Email", r => r.Email).As(Field.Email),
    Col.Number("holds", "Holds now", r => r.Row.Holds),
    Col.Number("overdue", "Overdue", r => r.Row.Overdue),
    Col.Text("notes", "Notes", r => r.Notes).As(Field.ContactNotes),
    Col.Date("retired", "Retired", r => r.Row.RetiredAt).As(Field.Retired),
])
{
    public override string Name => "contacts";

    public override string Title => "Contacts";

    public override string Path => "/contacts";

    public override ImportKind? ImportKind => Imports.ImportKind.Contacts;

    public override Task<IReadOnlyList<string>> Words(ExportAsk ask)
    {
        var filter = ContactFilter.Read(ask.Request.Query);
        return Task.FromResult<IReadOnlyList<string>>(
        [
            .. Checks.Line(filter.Q) is { Length: > 0 } q ? [$"Search: {q}"] : Array.Empty<string>(),
            .. filter.Kind is { } kind ? [$"Kind: {kind}"] : Array.Empty<string>(),
            .. filter.Holding ? ["Holding now"] : Array.Empty<string>(),
            .. filter.Retired ? ["Retired"] : Array.Empty<string>(),
        ]);
    }

    protected override async IAsyncEnumerable<ContactSheetRow> Rows(ExportAsk ask)
    {
        var late = ask.Time.OverdueBefore;
        var ids = await ask.Db.ContactIds(ContactFilter.Read(ask.Request.Query), late).ToListAsync(ask.Request.HttpContext.RequestAborted);
        await foreach (var row in InParts(ids, async some =>
        {
            var rows = await ask.Db.ContactsOf(some, late);
            var more = await ask.Db.Contacts.Where(c => some.Contains(c.Id)).Select(c => new { c.Id, c.Email, c.Notes }).ToDictionaryAsync(c => c.Id);
            return rows.Where(r => more.ContainsKey(r.Id)).Select(r => new ContactSheetRow(r, more[r.Id].Email, more[r.Id].Notes));
        })) yield return row;
    }
}

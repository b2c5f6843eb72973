using System.Collections.Frozen;

namespace Kbm.Features.Accounts;

/// <summary>
/// Who may do what: the one table that pages and API decide by. Each name is also an authorization policy.
/// </summary>
internal static class Permissions
{
    public const string See = nameof(See);
    public const string Desk = nameof(Desk);
    public const string Reveal = nameof(Reveal);
    public const string RevealAny = nameof(RevealAny);
    public const string EditInventory = nameof(EditInventory);
    public const string Export = nameof(Export);
    public const string Reports = nameof(Reports);
    public const string RunAudits = nameof(RunAudits);
    public const string Import = nameof(Import);
    public const string UndoImport = nameof(UndoImport);
    public const string EndRuns = nameof(EndRuns);
    public const string Retire = nameof(Retire);
    public const string ApplyAudits = nameof(ApplyAudits);
    public const string ManageUsers = nameof(ManageUsers);
    public const string EditSettings = nameof(EditSettings);
    public const string SeeAllActivity = nameof(SeeAllActivity);
    public const string OwnAccount = nameof(OwnAccount);

    public static readonly FrozenDictionary<string, Role[]> Roles = new Dictionary<string, Role[]>
    {
        [See] = [Role.User, Role.Staff, Role.Admin],
        [Desk] = [Role.User, Role.Staff, Role.Admin],
        [OwnAccount] = [Role.User, Role.Staff, Role.Admin],
        // Of what they themselves hold; RevealAny is for the codes of everything, and for who has seen them.
        [Reveal] = [Role.User, Role.Staff, Role.Admin],
        [RevealAny] = [Role.Staff, Role.Admin],
        [EditInventory] = [Role.Staff, Role.Admin],
        [Export] = [Role.Staff, Role.Admin],
        [Reports] = [Role.Staff, Role.Admin],
        [RunAudits] = [Role.Staff, Role.Admin],
        [Import] = [Role.Staff, Role.Admin],
        [UndoImport] = [Role.Admin],
        // Of what others began; what they began themselves, they may end.
        [EndRuns] = [Role.Admin],
        [Retire] = [Role.Admin],
        [ApplyAudits] = [Role.Admin],
        [ManageUsers] = [Role.Admin],
        [EditSettings] = [Role.Admin],
        [SeeAllActivity] = [Role.Admin],
    }.ToFrozenDictionary();

    public static bool Allows(Role role, string permission) => Roles.TryGetValue(permission, out var roles) && roles.Contains(role);
}

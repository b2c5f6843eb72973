using Kbm.Features.Settings;

namespace Kbm.Features.Accounts;

/// <summary>The tokens of one user, with a way to revoke each.</summary>
public sealed record TokensView(IReadOnlyList<ApiToken> Tokens, CompanyTime Time);

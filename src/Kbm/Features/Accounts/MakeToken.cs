using System.Buffers.Text;
using System.Security.Cryptography;
using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Accounts;

/// <summary>An API token as it is shown, once.</summary>
public sealed record NewToken(string Token, string Name, DateTime ExpiresAt);

/// <summary>Makes and revokes API tokens.</summary>
internal sealed class MakeToken(Store<CatalogDb> catalog, Store<TenantDb> store, DeliverDeeds deeds, TimeProvider clock)
{
    public async Task<Outcome<NewToken>> Run(SignedInUser user, string? name)
    {
        var checks = new Checks();
        var clean = checks.Required("name", name, ApiToken.NameLength, "a name that says what the token is for");
        if (checks.Failed) return checks.Refusals;
        var now = clock.GetUtcNow().UtcDateTime;
        var secret = "kbm_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await catalog.Write(db =>
        {
            db.ApiTokens.Add(new()
            {
                TenantId = user.TenantId,
                UserId = user.Id,
                Name = clean,
                Hash = BearerTokens.HashOf(secret),
                CreatedAt = now,
                ExpiresAt = now + ApiToken.Life,
            });
            db.AccountDeeds.Add(AccountDeed.Of(
                user.TenantId, new(user.Id, user.Name), now, ActivityVerb.TokenMade, Sentences.TokenMade(clean), user.Id));
            return Task.CompletedTask;
        });
        await deeds.Run(user.TenantId, store);
        return new NewToken(secret, clean, now + ApiToken.Life);
    }

    /// <param name="by">Who revokes it.</param>
    /// <param name="tenant">The company.</param>
    /// <param name="owner">Whose token it is.</param>
    /// <param name="id">Which one.</param>
    public async Task<Outcome<ApiToken>> Revoke(Actor by, Guid tenant, long owner, long id)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var token = await catalog.Write(async db =>
        {
            var found = await db.ApiTokens.Include(t => t.User).SingleOrDefaultAsync(t => t.Id == id && t.TenantId == tenant && t.UserId == owner);
            if (found is { RevokedAt: null, User: { } user })
            {
                found.Revoke(now);
                user.Note(by, now, ActivityVerb.TokenRevoked, Sentences.TokenRevoked(found.Name, user, by));
            }
            return found;
        });
        if (token is null) return Refusal.NotFound("There is no such token.");
        await deeds.Run(tenant, store);
        return token;
    }
}

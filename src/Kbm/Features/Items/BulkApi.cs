using System.Text.Json;
using System.Text.Json.Serialization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Api;
using Kbm.Features.Runs;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Kbm.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Items;

/// <summary>Which items a bulk act means, as the list of items is asked for. A word it does not know is refused: left out, it would mean more items.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BulkFilter(string? Type, string? State, string? Q, long? Property, long? Unit);

/// <summary>One act on several items: <c>move</c>, <c>location</c> or <c>retire</c>; on those of the codes, or on all that the filter finds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BulkRequest(
    string? Act, IReadOnlyList<string?>? Codes, BulkFilter? Filter, long? PropertyId, long? UnitId, string? Unit, string? Location);

internal static class BulkApi
{
    public static void MapBulk(this IEndpointRouteBuilder api) =>
        api.MapPost("/items/bulk", Start).For(Permissions.EditInventory).WithTags("Items").WithName("ChangeItems")
            .WithSummary("Moves, keeps elsewhere or retires many items as one run. 200 when it has ended, 202 while it goes on; an Idempotency-Key header makes retrying safe.")
            .Produces<RunAnswer>().Produces<RunAnswer>(202).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);

    private static async Task<IResult> Start(
        BulkRequest request, BulkItems act, TenantDb db, Store<TenantDb> store, TimeProvider clock, HttpContext context,
        [FromHeader(Name = "Idempotency-Key")] string? key)
    {
        var checks = new Checks();
        if (string.IsNullOrWhiteSpace(request.Act)) checks.Refuse("act", $"Say what to do: {string.Join(", ", Enum.GetNames<BulkDeed>())}.");
        var deed = checks.Choice("act", request.Act, BulkDeed.Move);
        if (request.Codes is null == request.Filter is null) checks.Refuse("codes", "Name the items by codes or by a filter, one of the two.");
        var query = Query(request.Filter, checks);
        if (request.Filter is not null && !query.IsNarrowed && query.Type is null) checks.Refuse("filter", "Say what the filter finds, such as its property or type; it may not mean everything.");
        if (checks.Failed) return Answers.Problem(checks.Refusals);
        if (deed == BulkDeed.Retire && !context.User.May(Permissions.Retire)) return Results.Forbid(authenticationSchemes: [BearerTokens.Scheme_]);
        var settings = await store.CompanySettings();
        IReadOnlyList<string> codes = request.Codes is { } named
            ? [.. named.Select(ItemCode.Read).Where(c => c.Length > 0).Distinct()]
            : await query.Every(db, settings, new(settings, clock.GetUtcNow().UtcDateTime)).Select(i => i.Code).ToListAsync();
        var input = new BulkInput { PropertyId = request.PropertyId, UnitId = request.UnitId, Unit = request.Unit, Location = request.Location };
        var started = await act.Start(context.User.Actor(), deed, input, codes, ActKeys.Of(context, key, JsonSerializer.Serialize(request)));
        if (started.IsRefused) return Answers.Problem(started.Refusals);
        var answer = await store.Read(async reader => await RunAnswer.Of(reader, await reader.Runs.FirstAsync(r => r.Id == started.Value.Id)));
        return answer.EndedAt is null ? Results.Accepted($"/api/v1/runs/{answer.Id}", answer) : Results.Ok(answer);
    }

    private static ItemQuery Query(BulkFilter? filter, Checks checks) => new()
    {
        Q = filter?.Q,
        Type = string.IsNullOrWhiteSpace(filter?.Type) ? null : checks.Choice("filter", filter.Type, ItemType.Key),
        State = string.IsNullOrWhiteSpace(filter?.State) ? null : checks.Choice("filter", filter.State, ItemState.Available),
        PropertyId = filter?.Property,
        UnitId = filter?.Unit,
    };
}

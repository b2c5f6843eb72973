using Kbm.Data;
using Kbm.Features.Signs;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Signs;

/// <summary>Two people at once: one gets it, the other is told why not.</summary>
public sealed class SignRacesTests(TestApp app)
{
    private static readonly int s_rounds = Trial.Rounds(TestDatabase.IsPostgres ? 6 : 15);

    [Fact]
    public async Task Of_many_who_build_with_the_same_last_piece_one_gets_it_and_the_others_hear_in_which_sign_it_is()
    {
        var company = await app.NewCompany();
        for (var round = 0; round < s_rounds; round++)
        {
            var last = await company.AddPiece(PieceType.NameRider, $"Last {round}");
            var pairs = new List<(SignPiece Frame, SignPiece Sign)>();
            for (var n = 0; n < 6; n++) pairs.Add((await company.AddPiece(PieceType.Frame), await company.AddPiece(PieceType.Sign)));

            var answers = await Task.WhenAll(pairs.Select(p => Task.Run(() => company.Build(new() { Frame = p.Frame.Code, Sign = p.Sign.Code, NameRider = last.Code }))));

            var won = answers.Where(a => !a.IsRefused).ShouldHaveSingleItem().Value!;
            foreach (var lost in answers.Where(a => a.IsRefused))
                lost.Refusals.ShouldHaveSingleItem().Sentence.ShouldStartWith($"{last.Code} is in {won.Code} and cannot be in two signs");
        }
    }

    [Fact]
    public async Task A_piece_is_built_in_or_handed_over_and_never_both()
    {
        var company = await app.NewCompany();
        for (var round = 0; round < s_rounds; round++)
        {
            var (frame, sign) = (await company.AddPiece(PieceType.Frame), await company.AddPiece(PieceType.Sign));

            var build = Task.Run(() => company.Build(new() { Frame = frame.Code, Sign = sign.Code }));
            var handOver = Task.Run(() => company.AtTheDesk(new() { Holder = new(Name: "Ana Ruiz"), Out = [new(sign.Code)] }));
            var (built, given) = (await build, await handOver);

            (built.IsRefused ^ given.IsRefused).ShouldBeTrue();
            if (built.IsRefused) built.Refusals.ShouldHaveSingleItem().Sentence.ShouldContain("Ana Ruiz");
            else given.Refusals.ShouldHaveSingleItem().Sentence.ShouldContain(built.Value!.Code);
        }
    }

    [Fact]
    public async Task A_sign_that_is_handed_over_while_a_piece_is_swapped_goes_out_whole_before_or_after()
    {
        var company = await app.NewCompany();
        for (var round = 0; round < s_rounds; round++)
        {
            var sign = await company.AddSign($"Old {round}");
            var old = await company.Read(db => db.Mountings.Where(m => m.SignId == sign.Id && m.Piece.PieceType == PieceType.NameRider).Select(m => m.Piece.Code).SingleAsync());
            var rider = await company.AddPiece(PieceType.NameRider, $"New {round}");

            var swap = Task.Run(() => company.Swap(sign, old, rider.Code));
            var apart = Task.Run(() => company.TakeApart(sign));
            var handOver = Task.Run(() => company.AtTheDesk(new() { Holder = new(Name: "Ana Ruiz"), Out = [new(sign.Code)] }));
            var (swapped, ended, given) = (await swap, await apart, await handOver);

            (ended.IsRefused ^ given.IsRefused).ShouldBeTrue();
            if (!given.IsRefused) ended.Refusals.ShouldHaveSingleItem().Sentence.ShouldContain("Ana Ruiz");
            (await company.Read(db => db.Mountings.CountAsync(m => m.SignId == sign.Id && m.TakenOutAt == null))).ShouldBe(given.IsRefused ? 0 : 3);
            if (swapped.IsRefused) swapped.Refusals.ShouldHaveSingleItem().Code.ShouldBeOneOf("out", "taken_apart");
        }
    }
}

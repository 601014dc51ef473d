using System.Diagnostics;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Reactors;
using CadreWatch.Silo.JointReviews;

namespace CadreWatch.Silo.Tests.JointReviews;

public sealed class ReviewFlowTests
{
    private static readonly DateOnly First = new(2025, 11, 20);
    private static readonly DateOnly Second = new(2026, 1, 5);

    [Fact]
    public async Task ConfirmedFacts_BecomeSignalsOfTheAgency_AndFollowItsRevisions()
    {
        await using var silo = await ReviewSilo.OpenAsync(3);
        await silo.OpenRoundAsync("r1", 3, 8);
        var cadre = ReviewSilo.Number(1);
        await silo.EnterAsync("r1", 1, "a1", ReviewSilo.Objection(cadre, (First, "变更未报批"), (Second, "超概算")), ReviewSilo.Clear(ReviewSilo.Number(2)));
        await silo.ReactAsync();
        Assert.Empty(await SignalsAsync(silo, cadre));

        await silo.ConfirmAsync("r1", 1, "b1", 1, cadre, ReviewSilo.Number(2));
        await silo.ReactAsync();
        var signals = await SignalsAsync(silo, cadre);
        Assert.Equal([Second, First], signals.Select(s => s.OccurredOn));
        Assert.All(signals, s => Assert.Equal(("u1", "示例单位1", "audit", Secrecy.Confidential, SignalStatus.Substantiated), (s.Source, s.Agency, s.Kind, s.Secrecy, s.Status)));
        Assert.Empty(await SignalsAsync(silo, ReviewSilo.Number(2)));

        silo.Time.Advance(TimeSpan.FromHours(1));
        await silo.EnterAsync("r1", 1, "a1", ReviewSilo.Objection(cadre, (First, "变更未报批，已整改")));
        await silo.ConfirmAsync("r1", 1, "b1", 2, cadre);
        await silo.ReactAsync();
        Assert.Equal([(Second, SignalStatus.Withdrawn, 2), (First, SignalStatus.Substantiated, 2)],
            (await SignalsAsync(silo, cadre)).Select(s => (s.OccurredOn, s.Status, s.Revisions.Count)));
    }

    [Fact]
    public async Task ReactionRunAgainFromTheStart_HasNoSecondEffect()
    {
        await using var silo = await ReviewSilo.OpenAsync(3);
        await silo.OpenRoundAsync("r1", 3, 8);
        await silo.EnterAsync("r1", 1, "a1", ReviewSilo.Objection(ReviewSilo.Number(1), (First, "变更未报批")));
        await silo.ConfirmAsync("r1", 1, "b1", 1, ReviewSilo.Number(1));
        Assert.Equal(1, await silo.ReactAsync());
        var head = await silo.Silo.Journal.HeadAsync(default);
        Assert.True((await silo.Silo.Engine.StateAsync<ReactorState>(ReactorGrain.IdOf("product"))).Position > 0);
        Assert.Equal(0, await silo.ReactAsync());
        Assert.Equal(head, await silo.Silo.Journal.HeadAsync(default));

        // Another silo that fell behind: it does everything again, and every command is known already.
        Assert.True(await silo.ReactFromStartAsync() > 8);
        Assert.All(await silo.Silo.Journal.ReadAllAsync(head, 100, default), e => Assert.Equal("reactor.reached", e.Name));
        Assert.Single((await SignalsAsync(silo, ReviewSilo.Number(1)))[0].Revisions);
    }

    [Fact]
    public async Task NewsOfAListedPerson_ReachesTheOwnerAsUrgent_AndAnAppointmentSetsTheEnd()
    {
        await using var silo = await ReviewSilo.OpenAsync(2);
        var (meeting, cadre) = (MeetingGrain.IdOf("m1"), ReviewSilo.Number(1));
        await silo.AskAsync(meeting, (id, at) => new CallMeeting(id, at, "xu", 2026, 4, "jiang", "xu", ["xu"], [new("jiang", null, Secrecy.Secret, true, null), new("xu", null, Secrecy.Secret, true, null)]));
        await silo.AskAsync(meeting, (id, at) => new SetAgenda(id, at, "xu", [new("p1", ItemKind.Person, cadre, "shen", [])]));
        await silo.AskAsync(meeting, (id, at) => new FreezeMaterial(id, at, "xu", [new("p1", ReviewSilo.Sealed("{}"), [], [])]));
        await silo.ReactAsync();
        silo.Time.Advance(TimeSpan.FromDays(3));
        await silo.SignalAsync(new { source = "12380", externalId = "1", cadre, kind = "complaint", severity = 2, status = "reported", occurredOn = "2026-09-01", knownOn = "2026-09-10" });
        await silo.SignalAsync(new { source = "12380", externalId = "2", cadre = ReviewSilo.Number(2), kind = "complaint", severity = 2, status = "reported", occurredOn = "2026-09-01", knownOn = "2026-09-10" });
        await silo.ReactAsync();
        var rows = await silo.Silo.Journal.Tables.QueryAsync(new(ReadTableSet.Matters, [new("kind", Journal.Contract.Comparison.Equal, "late")], [], 10), default);
        Assert.Equal([cadre, "shen", 1L], [Assert.Single(rows)[3], rows[0][4], rows[0][8]]);

        await silo.RosterAsync(new { number = cadre, name = "示例1", unit = "U2", posts = new[] { new { unit = "U2", from = "2026-09-20", post = "局长" } } });
        await silo.ReactAsync();
        var watch = (await silo.Silo.Engine.StateAsync<MeetingState>(meeting)).Watches[cadre];
        Assert.Equal((new DateOnly(2026, 9, 20), new DateOnly(2027, 9, 20)), (watch.AppointedOn, watch.Until));
    }

    [Fact]
    public async Task MatrixOfElevenThousandCells_IsReadWithinASecond_AndEqualsTheSheets()
    {
        await using var silo = await ReviewSilo.OpenAsync(500);
        await silo.OpenRoundAsync("r1", 500, 23);
        string[] people = [.. Enumerable.Range(1, 500).Select(ReviewSilo.Number)];
        await Task.WhenAll(Enumerable.Range(1, 22).Select(async unit =>
        {
            await silo.EnterAsync("r1", unit, $"a{unit}", [.. people.Select((p, i) => i % 50 == unit ? ReviewSilo.Objection(p, (First, "事项")) : ReviewSilo.Clear(p))]);
            await silo.ConfirmAsync("r1", unit, $"b{unit}", 1, people[..(500 - unit)]);
        }));
        var reader = new MatrixReader(silo.Silo.Journal.Tables);
        await reader.ReadAsync("r1", null, default);
        var start = Stopwatch.GetTimestamp();
        var matrix = await reader.ReadAsync("r1", null, default);
        var took = Stopwatch.GetElapsedTime(start);
        TestContext.Current.SendDiagnosticMessage($"matrix of 11,500 cells read in {took.TotalMilliseconds:0} ms");
        Assert.Equal((500, 23), (matrix!.People.Count, matrix.Columns.Count));
        foreach (var column in matrix.Columns)
        {
            var sheet = await silo.Silo.Engine.StateAsync<SheetState>(SheetGrain.IdOf("r1", column.Unit));
            Assert.Equal(matrix.People.Select(sheet.StateOf), column.Cells);
        }

        Assert.Equal(500, matrix.Columns.Single(c => c.Unit == "u23").Cells.Count(s => s == CellState.NotDue));
        Assert.Equal(Enumerable.Range(1, 22).Sum(), matrix.Count(CellState.Awaiting));
        Assert.Equal("u7", Assert.Single((await reader.ReadAsync("r1", "u7", default))!.Columns).Unit);
        Assert.InRange(took.TotalMilliseconds, 0, 1_000);
    }

    private static async Task<List<Signal>> SignalsAsync(ReviewSilo silo, string cadre) =>
        [.. (await silo.Silo.Engine.StateAsync<CadreState>(CadreGrain.IdOf(cadre))).Signals.NewestFirst()];
}

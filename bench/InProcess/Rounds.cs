using System.Globalization;
using CadreWatch.Bench.Hosts;
using CadreWatch.Bench.Workload;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;

namespace CadreWatch.Bench.InProcess;

/// <summary>Rounds of joint review, written by the product itself: every column but that of the first unit is answered and confirmed, one opinion in fifty an objection.</summary>
internal static class Rounds
{
    public const string FirstUnit = "u1";
    private const int PeopleEach = 500;
    private const int UnitsEach = 23;

    public static string Id(int round) => string.Create(CultureInfo.InvariantCulture, $"b{round:D31}");

    /// <summary>Who answers for a unit.</summary>
    public static string Liaison(int unit) => string.Create(CultureInfo.InvariantCulture, $"a{unit}");

    /// <summary>So many rounds, each of other people of the roster.</summary>
    public static async Task OpenAsync(StoreFolder folder, string? connection, int rounds)
    {
        await using var silo = await BenchSilo.OpenAsync(folder, connection);
        for (var round = 1; round <= rounds; round++) await OpenAsync(silo, round, round * (Benchmarks.Preload.Cadres / rounds), PeopleEach, UnitsEach, "bench", []);
        Console.WriteLine($"{rounds} rounds of {PeopleEach} people and {UnitsEach} units are open");
    }

    /// <param name="round">From 1.</param>
    /// <param name="first">Index of the first of the people in the benchmark's roster; the list may run past its end.</param>
    /// <param name="knowing">Who sees the whole of it, beside <paramref name="opener"/>.</param>
    public static async Task OpenAsync(BenchSilo silo, int round, int first, int people, int units, string opener, IReadOnlyList<string> knowing)
    {
        string[] listed = [.. Enumerable.Range(first, people).Select(i => ZipfCadres.Number(i % Benchmarks.Preload.Cadres)).Distinct().Order(StringComparer.Ordinal)];
        List<MemberUnit> members = [.. Enumerable.Range(1, units).Select(Member)];
        var grain = RoundGrain.IdOf(Id(round));
        await AskAsync(silo, grain, (id, at) => new OpenRound(id, at, opener, at.Year, round, listed, members, knowing));
        var issued = await AskAsync(silo, grain, (id, at) => new IssueRequests(id, at, opener, [.. members.Select((m, i) => new UnitLetter(m.Id, LetterNumber((round * units) + i)))]));
        var due = ((RoundReply)issued).DueOn!.Value;
        await Task.WhenAll(members.Select((m, i) => ColumnAsync(silo, round, m, listed, due, answered: i > 0)));
    }

    private static async Task ColumnAsync(BenchSilo silo, int round, MemberUnit unit, string[] listed, DateOnly due, bool answered)
    {
        var sheet = SheetGrain.IdOf(Id(round), unit.Id);
        await AskAsync(silo, sheet, (id, at) => new OpenSheet(id, at, "system", unit, listed, LetterNumber(1), DateOnly.FromDateTime(at.DateTime), due));
        if (!answered) return;
        List<OpinionEntry> entries = [.. listed.Select((cadre, i) => i % 50 == 0 ? Objection(cadre) : new OpinionEntry(cadre, OpinionAnswer.NoObjection, [], Digest16.Of(cadre)))];
        await AskAsync(silo, sheet, (id, at) => new EnterOpinions(id, at, unit.Liaison, entries));
        await AskAsync(silo, sheet, (id, at) => new ConfirmOpinions(id, at, unit.Deputy, [.. listed.Select(c => new PendingCell(c, 1))]));
    }

    private static OpinionEntry Objection(string cadre)
    {
        var text = SealedText.Of("事项", Guid.NewGuid().ToByteArray());
        var day = new DateOnly(2025, 11, 20);
        return new(cadre, OpinionAnswer.Objection, [new(NegativeClass.SpecialSupervision, day, day, SignalStatus.Reported, Responsibility.Direct, text, text)], Digest16.Of(cadre, "objection"));
    }

    private static MemberUnit Member(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"u{number}"), string.Create(CultureInfo.InvariantCulture, $"单位{number}"), Liaison(number),
        string.Create(CultureInfo.InvariantCulture, $"b{number}"), "audit", Secrecy.Confidential, [NegativeClass.SpecialSupervision]);

    private static string LetterNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"示组督函〔2026〕{number}号");

    private static async Task<object> AskAsync(BenchSilo silo, GrainId grain, Func<Guid, DateTimeOffset, Command> command)
    {
        var reply = await silo.Engine.AskAsync(grain, command(Guid.NewGuid(), TimeProvider.System.GetUtcNow()));
        return reply is Refusal refusal ? throw new BenchFailedException($"{grain}: {refusal.Rule} {refusal.Message}") : reply;
    }
}

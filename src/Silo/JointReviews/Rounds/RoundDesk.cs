using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.Numbers;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.JointReviews.Rounds;

/// <summary>Opens rounds under the next number of the year, and sends letters out under numbers of the office's series. Asks first, takes numbers second.</summary>
public sealed class RoundDesk(IGrainRuntime runtime, IJudgementSource judgements, TimeProvider time)
{
    /// <summary>The series that rounds are counted in; no 机关代字.</summary>
    private const string Series = "review";

    /// <summary>A round's id: 32 lower-case hexadecimal digits, drawn at random.</summary>
    public static bool IsId(string text) => text.Length == 32 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <returns><see cref="RoundReply"/> with the new round's id, or the refusal of <see cref="OpenRound"/>.</returns>
    public async Task<object> OpenAsync(
        string by, IReadOnlyList<string> people, IReadOnlyList<MemberUnit> units, IReadOnlyList<string> knowing, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var judgement = judgements.Capture(now);
        var year = judgement.DayOf(now).Year;
        var round = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var command = new OpenRound(Guid.CreateVersion7(now), now, by, year, 1, people, units, knowing);
        if (RoundDecider.Decide(new(round), command, judgement).Reply is Refusal refused) return refused;
        var number = await NumberAsync(Series, year, round, by, cancel).ConfigureAwait(false);
        return number is NumberReply { Number: var taken }
            ? await runtime.AskAsync(RoundGrain.IdOf(round), command with { Number = taken.Number }, cancel).ConfigureAwait(false)
            : number;
    }

    /// <param name="units">Those whose letters go out now; each that has one is refused.</param>
    /// <param name="series">机关代字.</param>
    public async Task<object> IssueAsync(RoundState round, string by, IReadOnlyList<string> units, string series, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var judgement = judgements.Capture(now);
        var year = judgement.DayOf(now).Year;
        var trial = new IssueRequests(Guid.CreateVersion7(now), now, by, [.. units.Select(u => new UnitLetter(u, $"{series}〔{year.ToString(CultureInfo.InvariantCulture)}〕1号"))]);
        if (RoundDecider.Decide(round, trial, judgement).Reply is Refusal refused) return refused;
        var letters = new List<UnitLetter>(units.Count);
        foreach (var unit in units)
        {
            var number = await NumberAsync(series, year, $"{round.Id}/{unit}", by, cancel).ConfigureAwait(false);
            if (number is not NumberReply { Number: var taken }) return number;
            letters.Add(new(unit, taken.ToString()));
        }

        return await runtime.AskAsync(RoundGrain.IdOf(round.Id), trial with { Letters = letters }, cancel).ConfigureAwait(false);
    }

    /// <summary>催办函 of units, each under the next number of the series.</summary>
    /// <param name="outstanding">Numbers of those whom a unit has not answered, by unit.</param>
    /// <param name="series">机关代字.</param>
    /// <returns><see cref="RoundReply"/>, or the refusal of <see cref="ChaseUnits"/>.</returns>
    public async Task<object> ChaseAsync(RoundState round, string by, IReadOnlyDictionary<string, IReadOnlyList<string>> outstanding, string series, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var judgement = judgements.Capture(now);
        var year = judgement.DayOf(now).Year;
        var trial = new ChaseUnits(Guid.CreateVersion7(now), now, by, [.. outstanding.Select(u => new UnitChase(u.Key, $"{series}〔{year.ToString(CultureInfo.InvariantCulture)}〕1号", u.Value))]);
        if (RoundDecider.Decide(round, trial, judgement).Reply is Refusal refused) return refused;
        var chases = new List<UnitChase>(trial.Units.Count);
        foreach (var chase in trial.Units)
        {
            var next = (round.Find(chase.Unit)!.ChaseLetters.Count + 1).ToString(CultureInfo.InvariantCulture);
            var number = await NumberAsync(series, year, $"{round.Id}/{chase.Unit}/chase/{next}", by, cancel).ConfigureAwait(false);
            if (number is not NumberReply { Number: var taken }) return number;
            chases.Add(chase with { Number = taken.ToString() });
        }

        return await runtime.AskAsync(RoundGrain.IdOf(round.Id), trial with { Units = chases }, cancel).ConfigureAwait(false);
    }

    /// <summary>The number belongs to the document: asked again after a crash it is the same one.</summary>
    private async Task<object> NumberAsync(string series, int year, string document, string by, CancellationToken cancel)
    {
        var grain = NumberSeries.IdOf(series, year);
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"number\n{series}\n{year}\n{document}")).AsSpan(0, 16));
        var reply = await runtime.AskAsync(grain, new AllocateNumber(id, time.GetUtcNow(), by, document), cancel).ConfigureAwait(false);
        return reply is AlreadyDone
            ? await runtime.AskAsync(grain, new AllocateNumber(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow(), by, document), cancel).ConfigureAwait(false)
            : reply;
    }
}

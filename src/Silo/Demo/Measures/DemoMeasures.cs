using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Letters;
using CadreWatch.Silo.Measures;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Demo.Measures;

/// <summary>
/// Puts the invented measures through the same grains as real ones, each step with the hour of its day. A step is known by its instant: what an earlier start
/// has done is passed over.
/// </summary>
internal sealed class DemoMeasures(IGrainRuntime runtime, IJournal journal, IJudgementSource judgements, LetterTemplates templates, DateOnly today, TimeZoneInfo zone)
{
    private const int MostSignals = 3;
    private static readonly string[] Weighing = ["complaint", "petition", "audit", "inspection", "rectification"];
    private static readonly TimeOnly Morning = new(9, 0);

    public async Task PutAsync(CancellationToken cancel)
    {
        foreach (var measure in DemoCases.All)
            await PutAsync(measure, cancel);
    }

    private async Task PutAsync(DemoMeasure told, CancellationToken cancel)
    {
        var measure = MeasureId.Of(IdOf(told.Name, "measure"));
        var number = string.Create(CultureInfo.InvariantCulture, $"YJ-{told.Person + 1:00000}");
        var cadre = await runtime.StateAsync<CadreState>(CadreGrain.IdOf(number), cancel);
        var steps = told.Steps.Prepend(new(told.DraftedDaysAgo, 0, m => Draft(told, cadre, m)));
        foreach (var step in steps)
        {
            var state = await runtime.StateAsync<MeasureState>(MeasureGrain.IdOf(measure), cancel);
            var on = today.AddDays(-step.DaysAgo);
            var at = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(on.ToDateTime(Morning.AddMinutes(step.Minute)), zone), TimeSpan.Zero);
            if (state.History.Any(h => h.At == at))
                continue;
            var reply = step.Make is { } make
                ? await runtime.AskAsync(MeasureGrain.IdOf(measure), make(new(IdOf(told.Name, $"{step.DaysAgo}.{step.Minute}"), at, on)), cancel)
                : await new LetterDesk(runtime, journal, judgements, templates, new Then(at)).IssueAsync(
                    measure, DemoStaff.Of(DemoStaff.First), DemoDistrict.LetterHead, new(MeasureMode.Letter, on, []), cancel);
            if (reply is Refusal refusal)
                throw new InvalidOperationException($"The demonstration's measure {told.Name} was refused: {refusal.Rule} {refusal.Message}");
        }
    }

    private DraftMeasure Draft(DemoMeasure told, CadreState cadre, DemoMoment moment)
    {
        var (followUp, facts) = (told.Kind.IsFollowUp(), CaseFacts.Of(cadre.Number, cadre.Roster));
        var content = new MeasureContent(
            facts.Authority, told.Handler, facts.Unit, followUp ? [] : [.. Basis(cadre)], told.Codes, facts.Authority, IsPrincipal: told.IsPrincipal,
            StartOn: told.StartedDaysAgo is { } days ? today.AddDays(-days) : null);
        return new(
            moment.Id, moment.At, followUp ? MeasureActor.System : DemoStaff.Of(DemoStaff.First), told.Kind, cadre.Number, content, followUp ? null : DemoSteps.Text(told.Matter));
    }

    /// <summary>The gravest open alert and what is best proven, as the cadre's grain has them.</summary>
    private static IEnumerable<BasisItem> Basis(CadreState cadre)
    {
        if (cadre.Alerts.Where(alert => alert.IsOpen).MinBy(alert => alert.Finding.Level.Rank) is { } alert)
            yield return new(BasisSource.Alert, alert.Id.ToString(), Standing(alert.Finding.Causes.Any(cause => cause.Status == SignalStatus.Substantiated)), cadre.SecrecyOf(alert));
        var signals = cadre.Signals.NewestFirst().Where(signal => signal.IsEffective && Weighing.Contains(signal.Kind));
        foreach (var signal in signals.OrderByDescending(signal => signal.Status == SignalStatus.Substantiated).Take(MostSignals))
            yield return new(BasisSource.Signal, signal.Key.ToString(), Standing(signal.Status == SignalStatus.Substantiated), signal.Secrecy);
    }

    private static BasisStanding Standing(bool proven) => proven ? BasisStanding.Verified : BasisStanding.Unverified;

    private static Guid IdOf(string name, string part) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"demo\n{name}\n{part}")).AsSpan(0, 16));

    /// <summary>The hour at which a letter of the past was written.</summary>
    private sealed class Then(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}

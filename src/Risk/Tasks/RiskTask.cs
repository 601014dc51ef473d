using CadreWatch.Grains.Cadres;
using CadreWatch.Risk.Learning;

namespace CadreWatch.Risk.Tasks;

/// <summary>What is to be learned and how it is measured. Read from a task file; nothing of it is fixed in code.</summary>
/// <param name="Name">Code of the task, such as <c>complaints-cpd</c>.</param>
/// <param name="Title">Chinese, for reports.</param>
public sealed record RiskTask(
    string Name, string Title, OutcomeRule Outcome, PopulationRule Population, CutOffs CutOffs, TrainingRule Training, CountRule Baseline, IReadOnlyList<CountRule> Rules,
    BoostParameters Learner, Bars Bars);

/// <summary>The adverse outcome: a signal of these kinds, received within so many days after the cut-off day, that is substantiated.</summary>
public sealed record OutcomeRule(IReadOnlyList<string> Kinds, int WithinDays)
{
    /// <summary>The days on which what is substantiated by now was received; sorted.</summary>
    internal int[] Days(CadreState cadre, Features.AsOf epoch)
    {
        List<int>? days = null;
        foreach (var signal in cadre.Signals.NewestFirst())
            if (signal is { Status: SignalStatus.Substantiated, IsEffective: true } && Kinds.Contains(signal.Kind))
                (days ??= []).Add(epoch.Day.DayNumber - SignedDaysSince(epoch, signal));
        days?.Sort();
        return days?.ToArray() ?? [];
    }

    /// <summary>What is not decided by a day: the day each was received on, and the share of its category that is usually substantiated.</summary>
    internal (int Day, float Share)[] Undecided(CadreState cadre, Features.AsOf asOf, Grains.Models.PopulationSnapshot snapshot)
    {
        List<(int, float)>? open = null;
        foreach (var signal in cadre.Signals.NewestFirst())
            if (signal is { Status: SignalStatus.Reported or SignalStatus.Verifying, IsEffective: true } && Kinds.Contains(signal.Kind))
                (open ??= []).Add((asOf.Day.DayNumber - SignedDaysSince(asOf, signal), snapshot.ShareOf(signal.Kind, signal.Category)));
        return open?.ToArray() ?? [];
    }

    private static int SignedDaysSince(Features.AsOf epoch, Signal signal) =>
        (int)Math.Floor((epoch.EndTicks - 1 - signal.ReceivedOn.UtcTicks) / (double)TimeSpan.TicksPerDay);
}

/// <summary>Who is looked at on a cut-off day.</summary>
/// <param name="Tag">A tag that the roster must show; null for everybody.</param>
/// <param name="Joined">The record that says when a person joined; null takes the first post.</param>
/// <param name="Left">The record that says that a person left; null takes the posts: somebody in no post has left.</param>
/// <param name="MinimumDays">So many days since joining.</param>
public sealed record PopulationRule(string? Tag, ServiceRecord? Joined, ServiceRecord? Left, int MinimumDays)
{
    internal bool Holds(CadreState cadre, Features.AsOf asOf)
    {
        if (cadre.Roster is not { } roster || (Tag is not null && roster.Tags?.Contains(Tag) != true))
            return false;
        var posts = Features.PostFacts.Of(roster, asOf.Day);
        var (served, left) = (Joined is null ? posts.DaysServed : -1, Left is null && !posts.InPost);
        if (Joined is not null || Left is not null)
            foreach (var signal in cadre.Signals.NewestFirst())
            {
                if (Joined?.Is(signal) == true)
                    served = Math.Max(served, asOf.Day.DayNumber - signal.OccurredOn.DayNumber);
                left |= Left?.Is(signal) == true && signal.OccurredOn <= asOf.Day;
            }

        return !left && served >= MinimumDays;
    }
}

/// <summary>A recorded fact of service, by kind and category; it stands on the day it occurred.</summary>
public sealed record ServiceRecord(string Kind, string Category)
{
    internal bool Is(Signal signal) => signal.Kind == Kind && signal.Category == Category && signal.IsEffective;
}

/// <summary>From one day to another, both inside, in steps of months.</summary>
public sealed record CutOffs(DateOnly From, DateOnly To, int EveryMonths)
{
    public IReadOnlyList<DateOnly> Days => [.. Enumerable.Range(0, 1200).Select(i => From.AddMonths(i * EveryMonths)).TakeWhile(d => d <= To)];
}

/// <summary>Which earlier days a model for a cut-off is trained on, in months before it. Labels are those known on the cut-off day.</summary>
/// <param name="Nearest">The youngest training day; the outcome window behind it must have ended: at least 12 for a year.</param>
/// <param name="HistoryDays">A training day needs so many days since the journal's first signal.</param>
/// <param name="ExpectUndecided">A claim in the window that is not decided on the cut-off day counts as the share of its category that usually is; otherwise as
/// no outcome, which teaches that whoever is slow to be decided about is of no concern.</param>
/// <param name="MinimumOutcomes">With fewer outcomes nothing is trained: policy alone is at work.</param>
public sealed record TrainingRule(int Nearest, int Farthest, int EveryMonths, int HistoryDays, int MinimumOutcomes, bool ExpectUndecided)
{
    public IReadOnlyList<DateOnly> DaysFor(DateOnly cutOff) =>
        [.. Enumerable.Range(0, 1200).Select(i => Nearest + (i * EveryMonths)).TakeWhile(m => m <= Farthest && m < ((cutOff.Year - 1) * 12)).Select(m => cutOff.AddMonths(-m)).Reverse()];
}

/// <summary>A plain count: signals of the kinds received within so many days; flagged from so many on.</summary>
/// <param name="Effective">Only 负面与待核: neither cleared nor found unsubstantiated. Otherwise all that were received.</param>
public sealed record CountRule(string Name, IReadOnlyList<string> Kinds, int Days, int AtLeast, bool Effective)
{
    /// <param name="reach">What is more secret does not count.</param>
    internal int Count(CadreState cadre, Features.AsOf asOf, Secrecy reach = Secrecy.Secret)
    {
        var count = 0;
        foreach (var signal in cadre.Signals.NewestFirst())
            if (signal.Secrecy <= reach && Kinds.Contains(signal.Kind) && !signal.IsCopy && asOf.DaysSince(signal.ReceivedOn) < Days
                && (!Effective || signal.Status is SignalStatus.Reported or SignalStatus.Verifying or SignalStatus.Substantiated))
                count++;
        return count;
    }
}

/// <summary>What a model has to reach to earn its place, and from where on its success is suspicious.</summary>
/// <param name="Auc">At least, mean over the years.</param>
/// <param name="AucGain">At least so much above the count.</param>
/// <param name="RecallTop5">At least this share of outcomes among the first 5 % of the list.</param>
/// <param name="BudgetGain">At least so many more true positives than the first rule at its own number of flags, as a share.</param>
/// <param name="LeakAuc">Above this a leak is assumed and the run fails.</param>
public sealed record Bars(double Auc, double AucGain, double RecallTop5, double BudgetGain, double LeakAuc);

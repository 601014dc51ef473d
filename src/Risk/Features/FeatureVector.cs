using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Models;

namespace CadreWatch.Risk.Features;

/// <summary>
/// From a cadre's state to the numbers a model reads: the same code for training and for scoring, a function of its arguments alone. Neither sex, age, rank
/// nor race is among them. Unproven signals weigh less with time; cleared ones do not enter.
/// </summary>
public static class FeatureVector
{
    /// <param name="cadre">The state as known by the end of the day.</param>
    /// <param name="snapshot">The latest as known on or before the day.</param>
    /// <param name="into">Receives <see cref="FeatureSchema.Count"/> values, NaN where there is none.</param>
    /// <param name="reach">What is more secret does not enter: the same person as far as a lower clearance knows them.</param>
    public static void Compute(CadreState cadre, AsOf asOf, PopulationSnapshot snapshot, Span<float> into, Secrecy reach = Secrecy.Secret)
    {
        var tally = new SignalTally(asOf, snapshot);
        foreach (var signal in cadre.Signals.NewestFirst())
            if (signal.Secrecy <= reach)
                tally.Add(signal);
        var writer = new Writer(into);
        AllClaims(ref writer, ref tally);
        Groups(ref writer, ref tally);
        SeverityAndTime(ref writer, ref tally);
        Breadth(ref writer, ref tally);
        var posts = PostFacts.Of(cadre.Roster, asOf.Day);
        Service(ref writer, ref tally, posts);
        Population(ref writer, ref tally, posts, snapshot);
        if (writer.At != FeatureSchema.Count)
            throw new InvalidOperationException($"{writer.At} features were written; the schema has {FeatureSchema.Count}.");
    }

    private static void AllClaims(ref Writer writer, ref SignalTally tally)
    {
        for (var w = Windows.Days30; w <= Windows.Years5; w++)
        {
            var sum = 0;
            for (var g = 0; g < SignalGroups.Claims; g++)
                sum += tally.Received(g, w);
            writer.Add(sum);
        }

        for (var w = Windows.Days30; w <= Windows.Years5; w++)
            writer.Add(tally.OfAll(SignalTally.Pending, w));
        for (var w = Windows.Year1; w <= Windows.Years5; w++)
            writer.Add(tally.OfAll(SignalTally.Substantiated, w));
        for (var w = Windows.Year1; w <= Windows.Years5; w++)
            writer.Add(tally.OfAll(SignalTally.Unsubstantiated, w));
    }

    private static void Groups(ref Writer writer, ref SignalTally tally)
    {
        for (var w = Windows.Days30; w <= Windows.Years5; w++)
            writer.Add(tally.Received(0, w));
        for (var g = 1; g < SignalGroups.Claims; g++)
        {
            writer.Add(tally.Received(g, Windows.Year1));
            writer.Add(tally.Received(g, Windows.Years5));
            writer.Add(tally.Count(g, SignalTally.Substantiated, Windows.Years5));
        }
    }

    private static void SeverityAndTime(ref Writer writer, ref SignalTally tally)
    {
        for (var w = Windows.Year1; w <= Windows.Years5; w++)
            writer.Add(tally.Severity.Highest(w));
        writer.Add(tally.Severity.Proven(Windows.Years2));
        writer.Add(tally.Severity.Proven(Windows.Years5));
        writer.Add(tally.Last.Any);
        writer.Add(tally.Last.Finding);
        for (var g = 0; g < SignalGroups.Claims; g++)
            writer.Add(tally.Last.Of(g));
        writer.Add(tally.Decay.Unproven);
        writer.Add(tally.Decay.Proven);
        writer.Add(tally.Decay.Recorded);
    }

    private static void Breadth(ref Writer writer, ref SignalTally tally)
    {
        foreach (var w in (ReadOnlySpan<int>)[Windows.Year1, Windows.Years5])
            writer.Add(tally.Sources.Within(w));
        foreach (var w in (ReadOnlySpan<int>)[Windows.Year1, Windows.Years5])
            writer.Add(tally.Agencies.Within(w));
        foreach (var w in (ReadOnlySpan<int>)[Windows.Year1, Windows.Years5])
            writer.Add(tally.Categories.Within(w));
        foreach (var w in (ReadOnlySpan<int>)[Windows.Year1, Windows.Years5])
            writer.Add(tally.Units.Within(w));
        writer.Add(tally.Letters);
        var (quarter, year, two) = (tally.Received(0, Windows.Days90), tally.Received(0, Windows.Year1), tally.Received(0, Windows.Years2));
        writer.Add((2 * year) - two);
        writer.Add((quarter * 365 / 90.0) - (two / 2.0));
    }

    private static void Service(ref Writer writer, ref SignalTally tally, in PostFacts posts)
    {
        writer.Add(posts.DaysServed < 0 ? double.NaN : posts.DaysServed / 365.25);
        writer.Add(posts.DaysInPost < 0 ? double.NaN : posts.DaysInPost / 365.25);
        writer.Add(posts.Posts);
        writer.Add(posts.PostsWithin5Years);
        writer.Add(tally.Others.Measures(Windows.Years2));
        writer.Add(tally.Others.Measures(Windows.Years5));
        writer.Add(tally.Others.Commendations(Windows.Years2));
        writer.Add(tally.Others.Commendations(Windows.Years5));
        writer.Add(tally.Others.Dissatisfied);
    }

    private static void Population(ref Writer writer, ref SignalTally tally, in PostFacts posts, PopulationSnapshot snapshot)
    {
        // Shares and rates against those of everybody: how much is decided by a day differs from day to day, and is no trait of a person.
        var usual = snapshot.FindingShare > 0 ? snapshot.FindingShare : double.NaN;
        writer.Add(tally.Expected.Sum(Windows.Year1) / usual);
        writer.Add(tally.Expected.Sum(Windows.Years2) / usual);
        writer.Add(tally.Expected.Sum(Windows.Years5) / usual);
        writer.Add(tally.Expected.Decayed / usual);
        writer.Add(tally.Expected.Highest(Windows.Years2) / usual);
        var unit = posts.Unit is { } code && snapshot.Units.TryGetValue(code, out var rate) ? rate : default;
        AddRates(ref writer, unit, snapshot.All);
        writer.Add(unit.People == 0 ? double.NaN : tally.Received(0, Windows.Year1) - ((double)unit.Received / unit.People));
        AddRates(ref writer, posts.Kind is { } kind && snapshot.PostKinds.TryGetValue(kind, out var known) ? known : default, snapshot.All);
    }

    private static void AddRates(ref Writer writer, PeerRate group, PeerRate all)
    {
        writer.Add(group.People == 0 || all.Received == 0 ? double.NaN : (double)group.Received / group.People / ((double)all.Received / all.People));
        writer.Add(group.People == 0 || all.Substantiated == 0 ? double.NaN : (double)group.Substantiated / group.People / ((double)all.Substantiated / all.People));
    }

    private ref struct Writer(Span<float> into)
    {
        private readonly Span<float> into = into;

        public int At { get; private set; }

        public void Add(double value) => into[At++] = (float)value;
    }
}

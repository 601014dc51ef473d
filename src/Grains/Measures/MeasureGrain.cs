using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Clocks;

namespace CadreWatch.Grains.Measures;

/// <summary>One measure as a grain; the key is the measure's id.</summary>
public sealed class MeasureGrain : GrainKind<MeasureState, MeasureCommand, MeasureEvent>
{
    public override string Name => "measure";

    public static GrainId IdOf(MeasureId measure) => new("measure", measure.ToString());

    public override MeasureState Empty(GrainId id) => new(MeasureId.TryParse(id.Key, null, out var measure) ? measure : default);

    public override MeasureState Apply(MeasureState state, MeasureEvent @event) => MeasureState.Apply(state, @event);

    public override Decision Decide(MeasureState state, MeasureCommand command, Judgement judgement) => MeasureDecider.Decide(state, command, judgement);

    public override MeasureCommand Due(GrainId id, string deadline, Guid commandId, DateTimeOffset at) =>
        new MeasureDue(commandId, at, MeasureActor.System, deadline);

    public override int Weigh(MeasureState state) =>
        1536 + (state.History.Count * 192) + (state.Deadlines.Count * 640) + (state.Content.Basis.Count * 96) + (state.Papers.Count * 384);

    public override IEnumerable<RowChange> Rows(GrainId id, MeasureState before, MeasureState after, IReadOnlyList<EventText> texts)
    {
        var measure = after.Id.ToString();
        var rows = new List<RowChange> { new(ReadTableSet.Measures, Row(after)) };
        foreach (var text in texts)
            rows.Add(new(
                ReadTableSet.MeasureTexts,
                [measure, (long)(before.Version + text.EventIndex + 1), text.Field, after.Cadre, Encoding.UTF8.GetString(text.Text.Bytes.Span)]));
        foreach (var deadline in Latest(after))
            if (!Latest(before).Contains(deadline))
                rows.Add(new(ReadTableSet.MeasureDeadlines, Row(measure, after, deadline)));
        AddClocks(rows, id.ToString(), before, after);
        return rows;
    }

    private static object?[] Row(MeasureState s) =>
    [
        s.Id.ToString(), s.Cadre, s.Kind.Code(), s.Stage.Code(), s.IsRunning ? 1L : 0L, s.Content.Office, s.Unit, s.Content.Handler,
        (long)s.Content.Secrecy, s.Papers.LastOrDefault(paper => paper.Number is not null)?.Number,
        s.Deadlines.Any(d => d.Standing == DeadlineStanding.Overdue) ? 1L : 0L, s.Deadlines.Where(d => d.IsOpen).Min(d => d.Schedule.DueOn), (long)s.Debts.Count,
        s.History[^1].At, (long)s.Version, s.Authority, JsonSerializer.SerializeToUtf8Bytes(MeasureView.Of(s), MeasureView.Json),
    ];

    private static object?[] Row(string measure, MeasureState s, MeasureDeadline d) =>
    [
        measure, d.Name, s.Cadre, s.Kind.Code(), s.Content.Office, s.Content.Handler, (long)s.Content.Secrecy, d.IsOpen ? 1L : 0L, Code(d.Standing), d.Base,
        d.Schedule.DueOn, d.Schedule.MissingYear is { } year ? (long)year : null, d.Counting.Limit.ToString(),
    ];

    private static string Code(DeadlineStanding standing) => JsonNamingPolicy.CamelCase.ConvertName(standing.ToString());

    private static IEnumerable<MeasureDeadline> Latest(MeasureState state) =>
        state.Deadlines.GroupBy(deadline => deadline.Name).Select(same => same.Last());

    private static void AddClocks(List<RowChange> rows, string grain, MeasureState before, MeasureState after)
    {
        var (old, now) = (ClocksOf(before), ClocksOf(after));
        foreach (var (name, _) in old)
            if (!now.ContainsKey(name))
                rows.Add(new(ReadTableSet.Deadlines, [grain, name], Delete: true));
        foreach (var (name, at) in now)
            if (!old.TryGetValue(name, out var known) || known != at)
                rows.Add(new(ReadTableSet.Deadlines, [grain, name, at]));
    }

    private static SortedDictionary<string, DateTimeOffset> ClocksOf(MeasureState state)
    {
        var clocks = new SortedDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var deadline in state.Deadlines)
            if (deadline.NextAt is { } at)
                clocks[deadline.Name] = at;
        return clocks;
    }
}

using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.Reactors;

namespace CadreWatch.Silo.Measures;

/// <summary>A calendar that came, was changed or withdrawn has the open deadlines counted anew that run into its year or wait for it.</summary>
internal sealed class CalendarToMeasures(IJournal journal, RulesInForce rules, TimeProvider time) : IReaction
{
    private const int Page = 500;

    /// <summary>Reports of what is overdue come some working days after the last day: as far into the next year as that.</summary>
    private const int DaysOfNotices = 31;

    public string Name => "calendar-to-measures";

    public bool Concerns(string eventName) => eventName.StartsWith("calendar.", StringComparison.Ordinal);

    public async ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel)
    {
        if (followed.Event is not CalendarEvent { Year: var year }) return [];
        await rules.ReloadAsync(cancel).ConfigureAwait(false);
        var errands = new List<Errand>();
        foreach (var measure in await ConcernedAsync(year, cancel).ConfigureAwait(false))
        {
            var grain = new GrainId("measure", measure);
            errands.Add(new(grain, new RecountDeadlines(Reactions.IdOf(Name, followed.Stored, grain), time.GetUtcNow(), MeasureActor.System)));
        }

        return errands;
    }

    private async Task<IReadOnlySet<string>> ConcernedAsync(int year, CancellationToken cancel)
    {
        Condition[] waiting = [new("missing_year", Comparison.AtMost, (long)year)];
        Condition[] within = [new("base", Comparison.AtMost, new DateOnly(year, 12, 31)), new("due_on", Comparison.AtLeast, new DateOnly(year, 1, 1).AddDays(-DaysOfNotices))];
        Condition[] where = [new("running", Comparison.Equal, 1L), Condition.AnyOf([waiting, within])];
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (IReadOnlyList<object?>? last = null; ;)
        {
            var rows = await journal.Tables.QueryAsync(new(ReadTableSet.MeasureDeadlines, where, [("measure", false)], Page, last), cancel).ConfigureAwait(false);
            if (rows.Count == 0) return found;
            found.UnionWith(rows.Select(row => (string)row[0]!));
            last = [rows[^1][0], rows[^1][0], rows[^1][1]];
        }
    }
}

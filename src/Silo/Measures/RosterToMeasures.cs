using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Reactors;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Measures;

/// <summary>Tells the measures of a cadre that the person came into another unit or under another authority: as it is now, whichever event is told of.</summary>
internal sealed class RosterToMeasures(IGrainRuntime runtime, IJournal journal, TimeProvider time) : IReaction
{
    private const int MostMeasures = 1_000;
    private static readonly int Unit = Column("unit");
    private static readonly int Authority = Column("authority");

    public string Name => "roster-to-measures";

    public bool Concerns(string eventName) => eventName == "cadre.rosterRecorded";

    public async ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel)
    {
        if (followed.Event is not RosterRecorded { Roster.Number: var number }) return [];
        var rows = await journal.Tables.QueryAsync(
            new(ReadTableSet.Measures, [new("cadre", Comparison.Equal, number)], [], MostMeasures), cancel).ConfigureAwait(false);
        if (rows.Count == 0) return [];
        var facts = CaseFacts.Of(number, (await runtime.StateAsync<CadreState>(CadreGrain.IdOf(number), cancel).ConfigureAwait(false)).Roster);
        return
        [
            .. from row in rows
               where (string)row[Unit]! != facts.Unit || (string)row[Authority]! != facts.Authority
               let grain = new GrainId("measure", (string)row[0]!)
               select new Errand(grain, new MoveMeasure(Reactions.IdOf(Name, followed.Stored, grain), time.GetUtcNow(), MeasureActor.System, facts.Unit, facts.Authority)),
        ];
    }

    private static int Column(string name) => Array.FindIndex(ReadTableSet.Measures.Columns, column => column.Name == name);
}

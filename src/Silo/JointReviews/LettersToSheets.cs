using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Reactors;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.JointReviews;

/// <summary>Carries from a round to the sheets of its units: the letter opens a sheet, another liaison answers on it, the end closes it.</summary>
internal sealed class LettersToSheets(IGrainRuntime runtime) : IReaction
{
    public string Name => "letters-to-sheets";

    public bool Concerns(string eventName) => eventName.StartsWith("review.", StringComparison.Ordinal);

    public async ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel)
    {
        var (stored, decoded) = (followed.Stored, followed.Event);
        if (decoded is not (RequestIssued or LiaisonReplaced or RoundClosed)) return [];
        var round = await runtime.StateAsync<RoundState>(GrainId.Parse(stored.Stream, null), cancel).ConfigureAwait(false);
        switch (decoded)
        {
            case RequestIssued e when round.Find(e.Unit) is { } unit:
                return [Put(round, e.Unit, id => new OpenSheet(id, e.At, "system", unit.Unit, round.People, e.Letter, e.IssuedOn, e.DueOn), stored)];
            case LiaisonReplaced e when round.Find(e.Unit)?.Letter is not null:
                return [Put(round, e.Unit, id => new ChangeSheetLiaison(id, e.At, "system", e.Liaison, e.Deputy), stored)];
            case RoundClosed e:
                return [.. round.Units.Where(u => u.Letter is not null).Select(u => Put(round, u.Unit.Id, id => new CloseSheet(id, e.At, "system"), stored))];
            default:
                return [];
        }
    }

    private Errand Put(RoundState round, string unit, Func<Guid, SheetCommand> command, StoredEvent stored)
    {
        var sheet = SheetGrain.IdOf(round.Id, unit);
        return new(sheet, command(Reactions.IdOf(Name, stored, sheet)));
    }
}

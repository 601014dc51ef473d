using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Silo.Followers;
using CadreWatch.Silo.Models;
using CadreWatch.Silo.Reactors;

namespace CadreWatch.Silo.Scoring;

/// <summary>A model that goes live takes the place of those that were: they go back into the shadow, whatever becomes of whoever asked for it.</summary>
internal sealed class ModelsSucceed(ModelFiles files) : IReaction
{
    public string Name => "models-succeed";

    public bool Concerns(string eventName) => eventName == "model.wentLive";

    public async ValueTask<IReadOnlyList<Errand>> ReactAsync(FollowedEvent followed, CancellationToken cancel)
    {
        if (followed.Event is not ModelWentLive live) return [];
        var errands = new List<Errand>();
        foreach (var state in await files.AllAsync(cancel).ConfigureAwait(false))
        {
            var grain = ModelGrain.IdOf(state.Version);
            if (state.Standing != ModelStanding.Live || state.LiveSince >= live.At || grain.ToString() == followed.Stored.Stream) continue;
            var id = Reactions.IdOf(Name, followed.Stored, grain);
            var successor = followed.Stored.Stream[(followed.Stored.Stream.IndexOf('/', StringComparison.Ordinal) + 1)..];
            var reason = SealedText.Of($"由模型 {successor} 接替", SHA256.HashData(Encoding.UTF8.GetBytes($"{id}")).AsSpan(0, 16).ToArray());
            errands.Add(new(grain, new RollModelBack(id, live.At, live.By, reason)));
        }

        return errands;
    }
}

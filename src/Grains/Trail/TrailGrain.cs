using System.Globalization;
using System.Text;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Trail;

/// <summary>The trail of one account on one day of the district; key: <c>account/yyyyMMdd</c>.</summary>
public sealed class TrailGrain : GrainKind<TrailState, EnterTrail, TrailEvent>
{
    /// <summary>Stands for whoever did not sign in. No account has this name.</summary>
    public const string Nobody = "-";

    public override string Name => "trail";

    public static GrainId IdOf(string account, DateOnly day) => new("trail", $"{account}/{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");

    public override TrailState Empty(GrainId id) => TrailState.Empty;

    public override TrailState Apply(TrailState state, TrailEvent @event) => TrailState.Apply(state, @event);

    public override Decision Decide(TrailState state, EnterTrail command, Judgement judgement) => TrailDecider.Decide(state, command);

    public override IEnumerable<RowChange> Rows(GrainId id, TrailState before, TrailState after, IReadOnlyList<EventText> texts)
    {
        var (account, day) = (id.Key[..id.Key.LastIndexOf('/')], id.Key[(id.Key.LastIndexOf('/') + 1)..]);
        var written = texts.ToDictionary(t => (t.EventIndex, t.Field), t => Encoding.UTF8.GetString(t.Text.Bytes.Span));
        foreach (var (number, e) in after.After(before.Count))
        {
            var index = (int)(number - before.Count - 1);
            yield return new(ReadTableSet.Trail,
            [
                $"{day}-{account}-{number:0000000}", e.At, account, WordOf(e.Kind), e.Type, e.Target, e.Address, e.Session, e.Verb, e.Rows,
                written.GetValueOrDefault((index, TrailDecider.PurposeField)), written.GetValueOrDefault((index, TrailDecider.TermsField)),
            ]);
        }
    }

    public override int Weigh(TrailState state) => 256 + (int)Math.Min(state.Count * 320, int.MaxValue / 2);

    /// <summary>The kind in camelCase, as in tables and on the wire.</summary>
    public static string WordOf(TrailKind kind) => kind switch
    {
        TrailKind.SignIn => "signIn",
        TrailKind.SignInRefused => "signInRefused",
        TrailKind.SignOut => "signOut",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

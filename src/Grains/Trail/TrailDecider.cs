using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Trail;

/// <summary>Writes an entry down. Nothing is refused: what was done was done.</summary>
/// <param name="Purpose">The purpose stated by the user, if one was asked for.</param>
/// <param name="Terms">Search terms, or the filter of an export.</param>
public sealed record EnterTrail(
    Guid Id, DateTimeOffset At, string By, TrailKind Kind, string Type, string? Target, string? Address, string? Session, string? Verb = null, long? Rows = null,
    SealedText? Purpose = null, SealedText? Terms = null) : Command(Id, At, By);

/// <summary>Reply: the number of the entry in its day.</summary>
public static class TrailDecider
{
    public const string PurposeField = "purpose";
    public const string TermsField = "terms";

    public static Decision Decide(TrailState state, EnterTrail command)
    {
        var entry = new TrailEntry(
            command.Kind, command.At, command.Type, command.Target, command.Address, command.Session, command.Verb, command.Rows, command.Purpose?.Hash, command.Terms?.Hash);
        return Decision.Of(state.Count + 1, entry).With([.. Texts(command)]);
    }

    private static IEnumerable<EventText> Texts(EnterTrail command)
    {
        if (command.Purpose is { } purpose) yield return new(0, PurposeField, purpose);
        if (command.Terms is { } terms) yield return new(0, TermsField, terms);
    }
}

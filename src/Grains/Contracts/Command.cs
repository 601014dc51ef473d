namespace CadreWatch.Grains.Contracts;

/// <summary>A wish put to one grain. It carries who and when, so that deciding needs no clock and no caller's context.</summary>
/// <param name="Id">Identifies the command for good: repeated after an unknown outcome it takes effect once. Time-ordered (version 7) where it is made fresh.</param>
/// <param name="At">When it was put, UTC.</param>
/// <param name="By">The account or source system that put it; <c>system</c> for deadlines and reactors.</param>
public abstract record Command(Guid Id, DateTimeOffset At, string By);

/// <summary>A fact in the life of one grain. Each concrete event is sealed, immutable and has a stored name and version.</summary>
public abstract record Event;

/// <summary>An expected “no”. It names the rule, and the field where one is at fault. A bug is an exception instead.</summary>
/// <param name="Rule">Stable code, camelCase, such as <c>contentDiffers</c>.</param>
/// <param name="Message">One Chinese sentence for the user: what is missing and what to do.</param>
/// <param name="Field">The offending field in the caller's words, if there is one.</param>
public sealed record Refusal(string Rule, string Message, string? Field = null);

/// <summary>
/// What a decider answers: the events to append (none for a refusal or a no-op), the texts that belong to them, and the reply.
/// </summary>
public sealed record Decision(IReadOnlyList<Event> Events, IReadOnlyList<EventText> Texts, object Reply)
{
    /// <summary>The state after the events, exactly as applying them makes it, from a decider that applied them on its way; null where it did not.</summary>
    public object? After { get; init; }

    public static Decision Refuse(string rule, string message, string? field = null) => new([], [], new Refusal(rule, message, field));

    public static Decision NoChange(object reply) => new([], [], reply);

    public static Decision Of(object reply, params Event[] events) => new(events, [], reply);

    public Decision With(IReadOnlyList<EventText> texts) => this with { Texts = texts };
}

using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Trail;

/// <summary>What somebody did with the system, as opposed to what happened to a cadre.</summary>
public enum TrailKind
{
    SignIn,
    SignInRefused,
    SignOut,
    View,
    Search,
    Export,

    /// <summary>Asked for something concrete that is not there or that the account may not see; the answer told neither.</summary>
    Refusal,
    Rights,
    Session,
    Key,
    Print,
}

public abstract record TrailEvent : Event;

/// <summary>One entry. It names things by ids, never by names; what was typed stands in a text beside it.</summary>
/// <param name="Type">What kind of thing it was about: cadre, alert, signal, account, trail, key, session …</param>
/// <param name="Target">Id of that thing; null where it is about no single one.</param>
/// <param name="Address">Where the request came from; null where it came from within.</param>
/// <param name="Session">Id of the session; it opens nothing.</param>
/// <param name="Verb">The request's method, or which of several acts it was, such as <c>passkeyAdded</c>.</param>
/// <param name="Rows">How many rows an export gave out.</param>
/// <param name="Purpose">Hash of the stated purpose, where one was asked for.</param>
/// <param name="Terms">Hash of the search terms, or of an export's filter.</param>
public sealed record TrailEntry(
    TrailKind Kind, DateTimeOffset At, string Type, string? Target, string? Address, string? Session, string? Verb, long? Rows, string? Purpose, string? Terms) : TrailEvent;

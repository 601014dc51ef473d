using System.Net;
using System.Security.Cryptography;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Trail;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.Trail;

/// <summary>
/// Writes down who looked at what. It fails closed: each method returns once its entry is durable and throws where it cannot be made so, and an answer leaves
/// only after it returned.
/// </summary>
/// <remarks>Safe for concurrent use. It decides nothing about rights.</remarks>
internal sealed class Trail(IGrainRuntime runtime, IJudgementSource judgements, TimeProvider time)
{
    /// <summary>Carries, percent-encoded, what the user looks for a reason; kept with the entry.</summary>
    public const string PurposeHeader = "X-Purpose";

    private const int LongestText = 2_000;
    private const int LongestId = 160;

    /// <exception cref="Journal.Contract.JournalUnavailableException">It could not be written; nothing may be shown.</exception>
    public Task ViewedAsync(HttpContext http, string type, string id, CancellationToken cancel) =>
        EnterAsync(http, new(TrailKind.View, type) { Target = id }, cancel);

    /// <param name="where">What was searched: cadre, alert, account, trail.</param>
    /// <param name="terms">As typed.</param>
    /// <inheritdoc cref="ViewedAsync"/>
    public Task SearchedAsync(HttpContext http, string where, string terms, CancellationToken cancel) =>
        EnterAsync(http, new(TrailKind.Search, where) { Terms = terms }, cancel);

    /// <param name="what">cadre, alert, trail …</param>
    /// <param name="filter">What was filtered by, as the export itself says it.</param>
    /// <param name="rows">How many rows it gives out.</param>
    /// <inheritdoc cref="ViewedAsync"/>
    public Task ExportedAsync(HttpContext http, string what, string filter, long rows, CancellationToken cancel) =>
        EnterAsync(http, new(TrailKind.Export, what) { Terms = filter, Rows = rows }, cancel);

    /// <summary>For what is not there as for what may not be seen, so that neither the answer nor its time tells them apart.</summary>
    /// <param name="verb">The request's method, or the act.</param>
    /// <inheritdoc cref="ViewedAsync"/>
    public Task RefusedAsync(HttpContext http, string verb, string type, string id, CancellationToken cancel) =>
        EnterAsync(http, new(TrailKind.Refusal, type) { Target = id, Verb = verb }, cancel);

    /// <summary>Any entry; the ones above are short for it.</summary>
    /// <inheritdoc cref="ViewedAsync"/>
    public async Task EnterAsync(HttpContext http, TrailNote note, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var account = note.Account ?? http.User.FindFirst("sub")?.Value ?? TrailGrain.Nobody;
        var grain = TrailGrain.IdOf(account, judgements.Capture(at).DayOf(at));
        var command = new EnterTrail(
            Guid.CreateVersion7(at), at, account, note.Kind, note.Type, Shown(note.Target), AddressOf(http.Connection.RemoteIpAddress),
            note.Session ?? http.User.FindFirst("sid")?.Value, note.Verb, note.Rows, note.Kind is TrailKind.View or TrailKind.Search or TrailKind.Export or TrailKind.Print ? Sealed(PurposeOf(http)) : null, Sealed(note.Terms));
        await runtime.AskAsync(grain, command, cancel);
    }

    /// <summary>As it is written everywhere; null where the request came from within.</summary>
    public static string? AddressOf(IPAddress? address) => address is null ? null : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    /// <summary>An id as asked for. Whatever is no id, a name typed into an address for one, is not kept.</summary>
    private static string? Shown(string? id) =>
        id is null || (id.Length <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) ? id : "?";

    private static SealedText? Sealed(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var clean = string.Concat(text.EnumerateRunes().Where(r => r.Value != 0).Take(LongestText).Select(r => r.ToString()));
        return SealedText.Of(clean, RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>What the request says it is for; null where it says nothing.</summary>
    public static string? PurposeOf(HttpContext http) =>
        http.Request.Headers[PurposeHeader] is [{ Length: > 0 and < 8_000 } given, ..] ? Uri.UnescapeDataString(given) : null;
}

/// <summary>What an entry says beside who, when and from where, and what for.</summary>
internal sealed record TrailNote(TrailKind Kind, string Type)
{
    /// <summary>In whose trail it stands; the signed-in account's unless given.</summary>
    public string? Account { get; init; }

    public string? Target { get; init; }

    public string? Session { get; init; }

    public string? Verb { get; init; }

    public long? Rows { get; init; }

    public string? Terms { get; init; }
}

using System.Security.Cryptography;
using System.Text;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Chain;

/// <summary>
/// Reads a whole journal and names the first place where it is not what was committed.
/// <para>
/// What it does <em>not</em> find without an anchors file that was copied away: whoever may write to the database may rewrite any event, recompute every
/// hash after it and leave a chain that is sound in itself; or cut off the tail together with its commits, stream heads and the journal's head; or put
/// everything back to an old backup. With an anchors file such a change is found back to the last anchored commit; what was committed after the last anchor
/// can still be rewritten unseen until the next one. Whoever also holds the anchor's key can sign what they like: a copy of the file outside their reach is what
/// counts. Erased texts are not a fault. A text is verified against the hashes in its event, so that its absence goes unnoticed, and so do two texts of one event that changed places. Read tables are not covered:
/// they are rebuilt and compared instead.
/// </para>
/// </summary>
public static class JournalVerifier
{
    /// <param name="anchors">Lines that <see cref="AnchorWriter"/> wrote; null verifies the chain alone.</param>
    /// <param name="progress">Hears the position reached, from time to time.</param>
    /// <exception cref="ArgumentException">The journal has no chain (the one in memory).</exception>
    public static async Task<VerifyReport> VerifyAsync(IJournal journal, AnchorFile? anchors = null, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        if (journal is not IChainSource source) throw new ArgumentException("This journal keeps no chain.", nameof(journal));
        var lines = anchors is null ? [] : await anchors.ReadAsync(cancel);
        if (anchors?.FirstForged(lines) is { } forged) return new(forged, 0, lines.Count);
        var walk = new ChainWalk(source, lines);
        var fault = await walk.RunAsync(progress, cancel);
        return new(fault, walk.Position, lines.Count) { Commits = walk.Commits, Texts = walk.Texts };
    }

    /// <summary>Whether the event's bytes carry the hash of the text.</summary>
    internal static bool Carries(byte[] eventBytes, ChainText text)
    {
        var hash = SHA256.HashData([.. text.Salt, .. text.Bytes]);
        return eventBytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash))) >= 0;
    }
}

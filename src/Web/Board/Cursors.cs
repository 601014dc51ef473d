using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Journal.Contract;
using CadreWatch.Web.Alerts;

namespace CadreWatch.Web.Board;

/// <summary>Why a cursor is not good for what it is used for; the words of the wire.</summary>
internal static class CursorFault
{
    public const string Invalid = "invalid";
    public const string Rights = "rights";
    public const string Epoch = "epoch";
    public const string Filter = "filter";
    public const string TooOld = "tooOld";
}

/// <summary>
/// Cursors of the board. Each binds the viewer, the version of their rights, the filter and the journal's epoch; used by another, or after a change of any of
/// these, it answers why instead of a position.
/// </summary>
internal sealed class Cursors(CursorSeal seal, IJournal journal)
{
    private const string StreamPurpose = "stream";
    private const string PagePurpose = "page";
    private const int LongestPlace = 1_024;

    private readonly byte[] epoch = Digest(journal.Epoch);

    /// <summary>Everything up to and with this journal position is with the client.</summary>
    public string Stream(Viewer viewer, AlertFilter filter, long position) => Write(StreamPurpose, viewer, filter, w => w.Write(position));

    /// <summary>The last row of a page.</summary>
    public string Page(Viewer viewer, AlertFilter filter, PagePlace place) => Write(PagePurpose, viewer, filter, w =>
    {
        w.Write(place.LevelRank);
        w.Write(place.ChangedAt.UtcTicks);
        w.Write(place.Id);
    });

    public bool TryStream(string text, Viewer viewer, AlertFilter filter, out long position, out string fault)
    {
        var at = 0L;
        var good = Read(StreamPurpose, text, viewer, filter, r => at = r.ReadInt64(), out fault);
        position = at;
        return good;
    }

    public PagePlace? TryPage(string text, Viewer viewer, AlertFilter filter, out string fault)
    {
        PagePlace? place = null;
        return Read(PagePurpose, text, viewer, filter, r => place = new(r.ReadInt64(), new(r.ReadInt64(), TimeSpan.Zero), r.ReadString()), out fault) ? place : null;
    }

    /// <summary>Where a page of another list ended: <paramref name="place"/> is what its reader wrote, for the same list with the same filter.</summary>
    public string ListPage(string list, Viewer viewer, string filter, byte[] place) => Write(list, viewer, filter, w => w.Write(place));

    /// <summary>The place written by <see cref="ListPage"/>, or null.</summary>
    public byte[]? TryListPage(string list, string text, Viewer viewer, string filter, out string fault)
    {
        byte[]? place = null;
        return Read(list, text, viewer, filter, r => place = r.ReadBytes(LongestPlace), out fault) ? place : null;
    }

    private string Write(string purpose, Viewer viewer, AlertFilter filter, Action<BinaryWriter> rest) => Write(purpose, viewer, filter.Canonical, rest);

    private bool Read(string purpose, string text, Viewer viewer, AlertFilter filter, Action<BinaryReader> rest, out string fault) =>
        Read(purpose, text, viewer, filter.Canonical, rest, out fault);

    private string Write(string purpose, Viewer viewer, string filter, Action<BinaryWriter> rest)
    {
        using var plain = new MemoryStream(128);
        using var writer = new BinaryWriter(plain);
        writer.Write(epoch);
        writer.Write(Digest(viewer.Account));
        writer.Write(viewer.RightsVersion);
        writer.Write(Digest(filter));
        rest(writer);
        return seal.Seal(purpose, plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }

    private bool Read(string purpose, string text, Viewer viewer, string filter, Action<BinaryReader> rest, out string fault)
    {
        fault = CursorFault.Invalid;
        if (!seal.TryOpen(purpose, text, out var plain)) return false;
        using var reader = new BinaryReader(new MemoryStream(plain));
        var sameEpoch = reader.ReadBytes(16).AsSpan().SequenceEqual(epoch);
        var account = reader.ReadBytes(16).AsSpan().SequenceEqual(Digest(viewer.Account));
        var rights = reader.ReadInt64() == viewer.RightsVersion;
        var filtered = reader.ReadBytes(16).AsSpan().SequenceEqual(Digest(filter));
        rest(reader);
        fault = !account ? CursorFault.Invalid : !sameEpoch ? CursorFault.Epoch : !rights ? CursorFault.Rights : !filtered ? CursorFault.Filter : "";
        return fault.Length == 0;
    }

    /// <summary>Same length for whatever is bound, so that a cursor's length tells nothing.</summary>
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
}

/// <summary>Where a page ended, in the board's order.</summary>
internal sealed record PagePlace(long LevelRank, DateTimeOffset ChangedAt, string Id);

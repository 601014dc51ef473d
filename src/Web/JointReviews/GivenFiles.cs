using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.Attachments;
using CadreWatch.Silo.JointReviews.Rounds;

namespace CadreWatch.Web.JointReviews;

/// <summary>The files that one request brings for a column, and those that it names as there already. Nothing is kept here.</summary>
/// <param name="sheet">The column as it stands: a hash alone counts only where the person's opinion has it, so that nobody reaches another file by its hash.</param>
internal sealed class GivenFiles(SheetState sheet)
{
    /// <summary>Files beside one fact.</summary>
    public const int Most = 10;

    private const int LongestName = 120;

    public SheetState Sheet => sheet;

    /// <summary>Bytes to be kept once the opinion may be entered.</summary>
    public List<byte[]> New { get; } = [];

    /// <returns>The fact's files, or a <see cref="Refusal"/>; null where nothing is said of them.</returns>
    public object? Take(string cadre, IReadOnlyList<AttachmentRequest>? given)
    {
        if (given is null) return null;
        if (given.Count > Most) return new Refusal("tooManyAttachments", $"一项事实最多附 {Most} 个文件。", "attachments");
        var (taken, there) = (new List<WrittenAttachment>(given.Count), There(sheet.CellOf(cadre)));
        foreach (var one in given)
        {
            if (one.Name?.Trim().Normalize() is not { Length: > 0 and <= LongestName } name || name.Any(char.IsControl)) return new Refusal("attachmentName", $"附件名称应为 1 至 {LongestName} 字。", "attachments");
            if (one.Content is { } content)
            {
                if (AttachmentStore.Check(content) is not Silo.Attachments.Attachment file) return AttachmentStore.Check(content);
                New.Add(content);
                taken.Add(new(file.Hash, name, file.Length));
            }
            else if (one.Hash is { } hash && there.TryGetValue(hash, out var size)) taken.Add(new(hash, name, size));
            else return new Refusal("attachmentUnknown", "没有找到这个附件，请重新选择文件。", "attachments");
        }

        return taken.DistinctBy(a => a.Sha256).ToList();
    }

    private static Dictionary<string, long> There(Cell cell)
    {
        var there = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var fact in (cell.Pending?.Facts ?? []).Concat(cell.Confirmed?.Opinion.Facts ?? []))
            foreach (var file in fact.Attachments ?? [])
                there[file.Sha256] = file.Size;
        return there;
    }
}

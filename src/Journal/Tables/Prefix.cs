using System.Text;

namespace CadreWatch.Journal.Tables;

/// <summary>Prefix search as a range of binary order, so that an index serves it.</summary>
internal static class Prefix
{
    /// <summary>The least text greater than every text that starts with <paramref name="prefix"/>; null where there is none.</summary>
    public static string? Beyond(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0 && runes[^1].Value == 0x10FFFF) runes.RemoveAt(runes.Count - 1);
        if (runes.Count == 0) return null;
        runes[^1] = new Rune(runes[^1].Value == 0xD7FF ? 0xE000 : runes[^1].Value + 1);
        return string.Concat(runes);
    }
}

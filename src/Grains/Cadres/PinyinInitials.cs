using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace CadreWatch.Grains.Cadres;

/// <summary>
/// The pinyin initials of a name, for search: 张伟 → <c>zw</c>. The table holds the 6,763 characters of GB 2312, each with one reading: that of the standard's
/// own order for the common half, that of .NET's zh-CN order for the rest. A character outside it gives no initial, so a name with a rare one is found by its
/// other initials or by the name itself. Of a character with several readings the commonest counts, but for surnames in first place.
/// </summary>
public static class PinyinInitials
{
    private static readonly FrozenDictionary<char, char> Table = Load();

    /// <summary>Read otherwise as a surname.</summary>
    private static readonly FrozenDictionary<char, char> Surnames =
        "单s解x曾z仇q区o查z朴p翟z覃q乐y重c冼x长z召s繁p种c秘b员y洗x黑h".Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Lower-case ASCII letters and digits; whatever has no initial is left out.</summary>
    public static string Of(string name)
    {
        var initials = new StringBuilder(name.Length);
        var words = true;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (words) initials.Append(char.ToLowerInvariant(c));
                words = char.IsAsciiDigit(c);
                continue;
            }

            words = true;
            if ((initials.Length == 0 && Surnames.TryGetValue(c, out var initial)) || Table.TryGetValue(c, out initial))
                initials.Append(initial);
        }

        return initials.ToString();
    }

    private static FrozenDictionary<char, char> Load()
    {
        using var stream = typeof(PinyinInitials).Assembly.GetManifestResourceStream("CadreWatch.Grains.Data.pinyin-initials.json")!;
        var rows = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        return rows.SelectMany(row => row.Value.Select(c => (c, Initial: row.Key[0]))).ToFrozenDictionary(p => p.c, p => p.Initial);
    }
}

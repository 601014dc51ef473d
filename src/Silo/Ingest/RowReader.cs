using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CadreWatch.Silo.Ingest;

/// <summary>What is wrong with a row; the first fault found is the one that is told.</summary>
internal sealed record RowFault(string? Field, string Rule, string Message);

/// <summary>
/// Reads one row forward, value by value. It never throws for what a sender wrote: after the first fault every read answers nothing
/// and <see cref="Fault"/> says why.
/// </summary>
internal ref struct RowReader
{
    /// <summary>A row nests no deeper than this.</summary>
    public const int MaxDepth = 16;

    private Utf8JsonReader json;

    public RowReader(ReadOnlySpan<byte> row) => json = new(row, new JsonReaderOptions { MaxDepth = MaxDepth });

    public RowFault? Fault { get; private set; }

    public readonly bool IsNull => json.TokenType == JsonTokenType.Null;

    public readonly bool IsObject => json.TokenType == JsonTokenType.StartObject;

    /// <summary>Which of these names was last reached by <see cref="NextField"/>, or -1. A name written with escapes is none of them.</summary>
    public readonly int NameAmong(ReadOnlySpan<byte[]> names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (json.ValueSpan.SequenceEqual(names[i])) return i;
        }

        return -1;
    }

    /// <summary>The name last reached, as a code.</summary>
    public string? NameAsCode(string field, int most) => Code(field, most);

    /// <summary>The name last reached, made printable: bad bytes replaced, at most 64 characters.</summary>
    public readonly string NameForPeople()
    {
        var name = Encoding.UTF8.GetString(json.ValueSpan);
        var printable = string.Concat(name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(64));
        return printable.Length == 0 ? "?" : printable;
    }

    /// <summary>Moves to the first token of the row.</summary>
    public bool Start()
    {
        if (!Step()) return false;
        return IsObject || Fail(null, "wrongType", "这一行应为一个 JSON 对象。");
    }

    /// <summary>Moves to the next field's name; false at the object's end or after a fault.</summary>
    public bool NextField() => Fault is null && Step() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves from a name to its value.</summary>
    public bool Value() => Fault is null && Step();

    /// <summary>Moves to the next item; false at the array's end or after a fault.</summary>
    public bool NextItem() => Fault is null && Step() && json.TokenType != JsonTokenType.EndArray;

    public bool ExpectArray(string field)
    {
        if (Fault is not null) return false;
        return json.TokenType == JsonTokenType.StartArray || Fail(field, "wrongType", "此项应为数组。");
    }

    public bool ExpectObject(string field)
    {
        if (Fault is not null) return false;
        return IsObject || Fail(field, "wrongType", "此项应为对象。");
    }

    /// <summary>Nothing but white space may stand after the row.</summary>
    public void End()
    {
        if (Fault is null) Step();
    }

    /// <summary>Text of at most <paramref name="most"/> characters (code points); null for JSON null.</summary>
    public string? Text(string field, int most)
    {
        if (Fault is not null || IsNull) return null;
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) return Failed(field, "wrongType", "此项应为文本。");
        if (json.ValueSpan.Length > most * 6L) return Failed(field, "tooLong", $"文本过长，最多 {most} 字。");
        if (!Utf8.IsValid(json.ValueSpan)) return Failed(field, "undecodable", "文本含有无法解码的字节，请以 UTF-8 编码提交。");
        var text = json.ValueIsEscaped ? Unescape() : Encoding.UTF8.GetString(json.ValueSpan);
        if (text is null) return Failed(field, "loneSurrogate", "文本含有不成对的代理字符，请更正后重新提交。");
        if (text.Contains('\0', StringComparison.Ordinal)) return Failed(field, "nulCharacter", "文本含有空字符（NUL），请删除后重新提交。");
        return text.Length > most && CodePoints(text) > most ? Failed(field, "tooLong", $"文本过长，最多 {most} 字。") : text;
    }

    /// <summary>A code or number: text that is not empty, has no control characters and no white space at its ends.</summary>
    public string? Code(string field, int most)
    {
        var text = Text(field, most);
        if (text is null) return null;
        if (text.Length == 0) return Failed(field, "empty", "此项不能为空。");
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) return Failed(field, "malformed", "此项首尾不能有空白。");
        foreach (var c in text)
        {
            if (char.IsControl(c)) return Failed(field, "malformed", "此项不能含有控制字符。");
        }

        return text;
    }

    public bool? Flag(string field)
    {
        if (Fault is not null || IsNull) return null;
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False) return json.TokenType == JsonTokenType.True;
        Fail(field, "wrongType", "此项应为 true 或 false。");
        return null;
    }

    public int? Whole(string field, int least, int most)
    {
        if (Fault is not null || IsNull) return null;
        if (json.TokenType != JsonTokenType.Number)
        {
            Fail(field, "wrongType", "此项应为整数。");
            return null;
        }

        if (json.TryGetInt32(out var value) && value >= least && value <= most) return value;
        Fail(field, "outOfRange", $"此项应为 {least} 至 {most} 的整数。");
        return null;
    }

    /// <summary>A number; null for JSON null.</summary>
    public decimal? Number(string field)
    {
        if (Fault is not null || IsNull) return null;
        if (json.TokenType != JsonTokenType.Number)
        {
            Fail(field, "wrongType", "此项应为数字。");
            return null;
        }

        if (json.TryGetDecimal(out var value) && Math.Abs(value) <= 1e15m) return value;
        Fail(field, "outOfRange", "数字超出范围。");
        return null;
    }

    /// <summary>A calendar day, <c>yyyy-MM-dd</c>.</summary>
    public DateOnly? Day(string field)
    {
        if (Fault is not null || IsNull) return null;
        if (json.TokenType != JsonTokenType.String)
        {
            Fail(field, "wrongType", "此项应为日期文本，例如 2026-03-01。");
            return null;
        }

        if (TryDay(json.ValueSpan, out var day)) return day;
        Fail(field, "malformed", "日期应写作 2026-03-01 的形式，且为实际存在的日子。");
        return null;
    }

    /// <summary>A day (its beginning in <paramref name="zone"/>) or an instant with an offset, as UTC in whole microseconds.</summary>
    public DateTimeOffset? DayOrInstant(string field, TimeZoneInfo zone)
    {
        if (Fault is not null || IsNull) return null;
        if (json.TokenType != JsonTokenType.String)
        {
            Fail(field, "wrongType", "此项应为日期或带时区的时刻。");
            return null;
        }

        if (TryDay(json.ValueSpan, out var day)) return Days.StartOf(day, zone);
        if (HasOffset(json.ValueSpan) && json.TryGetDateTimeOffset(out var at) && at.Year >= 1900)
        {
            var utc = at.ToUniversalTime();
            return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
        }

        Fail(field, "malformed", "应为日期（2026-03-01）或带时区的时刻（2026-03-01T09:00:00+08:00）。");
        return null;
    }

    public bool Fail(string? field, string rule, string message)
    {
        Fault ??= new(field, rule, message);
        return false;
    }

    private string? Failed(string field, string rule, string message)
    {
        Fail(field, rule, message);
        return null;
    }

    private bool Step()
    {
        try
        {
            return json.Read();
        }
        catch (JsonException)
        {
            return json.CurrentDepth >= MaxDepth
                ? Fail(null, "tooDeep", $"嵌套过深，最多 {MaxDepth} 层。")
                : Fail(null, "notJson", "这一行不是有效的 JSON。");
        }
    }

    private readonly string? Unescape()
    {
        var buffer = ArrayPool<char>.Shared.Rent(json.ValueSpan.Length);
        try
        {
            return new(buffer, 0, json.CopyString(buffer));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c)) count--;
        }

        return count;
    }

    private static bool TryDay(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        if (!int.TryParse(text[..4], NumberStyles.None, null, out var year) || !int.TryParse(text[5..7], NumberStyles.None, null, out var month)
            || !int.TryParse(text[8..], NumberStyles.None, null, out var date)) return false;
        if (year < 1900 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month)) return false;
        day = new(year, month, date);
        return true;
    }

    private static bool HasOffset(ReadOnlySpan<byte> text) =>
        text.Length >= 17 && (text[^1] == 'Z' || (text[^3] == ':' && text[^6] is (byte)'+' or (byte)'-'));
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace CadreWatch.Grains.Calendars;

/// <summary>What reading a calendar file comes to: years if it has no fault, otherwise its faults and no year.</summary>
/// <param name="Years">The notices read.</param>
/// <param name="Faults">One Chinese sentence per fault, naming the entry and the field.</param>
public sealed record CalendarReading(ImmutableArray<CalendarYear> Years, ImmutableArray<string> Faults);

/// <summary>
/// Reads notices from JSON: an array of <c>{"year", "notice", "issuedOn", "off": [["from", "to"]], "work": ["day"]}</c>, days as yyyy-MM-dd.
/// Nothing is published by reading.
/// </summary>
public static class CalendarFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The notices of 2024, 2025 and 2026 that ship with the product.</summary>
    public static ImmutableArray<CalendarYear> Shipped { get; } = ReadShipped();

    /// <summary>Reads a file's bytes (UTF-8, with or without a byte order mark). Never throws for what the file says.</summary>
    public static CalendarReading Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8["\uFEFF"u8.Length..];
        try
        {
            var rows = JsonSerializer.Deserialize<Row[]>(utf8, Options) ?? [];
            var years = rows.Select(row => row.ToYear()).ToImmutableArray();
            var faults = years.SelectMany(year => year.Faults())
                .Concat(years.GroupBy(year => year.Year).Where(same => same.Count() > 1).Select(same => $"{same.Key}年在文件中出现多次。"))
                .ToImmutableArray();
            return faults.IsEmpty ? new CalendarReading(years, []) : new CalendarReading([], faults);
        }
        catch (JsonException fault)
        {
            return Faulty($"文件不是所要求的格式（位置{fault.Path}，第{fault.LineNumber + 1}行）。");
        }
        catch (FormatException fault)
        {
            return Faulty(fault.Message);
        }
    }

    private static CalendarReading Faulty(string fault) => new([], [fault]);

    private static ImmutableArray<CalendarYear> ReadShipped()
    {
        using var stream = typeof(CalendarFile).Assembly.GetManifestResourceStream("CadreWatch.Grains.Data.calendars.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.ToArray()).Years;
    }

    private sealed record Row(int Year, string Notice, DateOnly IssuedOn, DateOnly[][] Off, DateOnly[] Work)
    {
        public CalendarYear ToYear() => new(Year, Notice, IssuedOn, [.. Off.SelectMany(Expand).Order()], [.. Work.Order()]);

        private IEnumerable<DateOnly> Expand(DateOnly[] range)
        {
            if (range is not [var from, var to] || to < from || to.DayNumber - from.DayNumber > 60)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{Year}年的放假区间须写成[起, 止]，止不早于起，且不超过60天。"));
            return Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber);
        }
    }
}

using System.Text.Json.Serialization;
using CadreWatch.Grains.Calendars;

namespace CadreWatch.Journal.Events;

/// <summary>Stored shapes of the calendar's events.</summary>
public static class CalendarEventContracts
{
    public static IReadOnlyList<EventContract> All { get; } =
    [
        EventContract.Current("calendar.yearPublished", 1, CalendarJson.Default.CalendarYearPublished),
        EventContract.Current("calendar.yearRevised", 1, CalendarJson.Default.CalendarYearRevised),
        EventContract.Current("calendar.yearWithdrawn", 1, CalendarJson.Default.CalendarYearWithdrawn),
    ];
}

[JsonSerializable(typeof(CalendarYearPublished))]
[JsonSerializable(typeof(CalendarYearRevised))]
[JsonSerializable(typeof(CalendarYearWithdrawn))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CalendarJson : JsonSerializerContext;

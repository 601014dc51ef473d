using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Measures.Clocks;

/// <summary>Holds notices outside working hours, except for what is urgent. It never moves a legal day, only the telling of it.</summary>
/// <param name="From">First minute of the working day.</param>
/// <param name="To">Last minute of the working day.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    public static QuietHours Of(MeasureRules rules) => new(Clock(rules.Figure("measure.hours.from").Value), Clock(rules.Figure("measure.hours.to").Value));

    /// <summary>
    /// The first instant from <paramref name="at"/> on that lies in working hours. A day whose year has no published calendar is not held back: whether it is
    /// worked is not known, and a notice too early does less harm than one too late.
    /// </summary>
    public DateTimeOffset Hold(DateTimeOffset at, bool urgent, Judgement judgement)
    {
        if (urgent)
            return at;
        var local = TimeZoneInfo.ConvertTime(at, judgement.Zone);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        if (time >= From && time <= To && IsOpen(judgement, day))
            return at;
        if (time >= From)
            day = day.AddDays(1);
        while (!IsOpen(judgement, day))
            day = day.AddDays(1);
        return At(day, From, judgement.Zone);
    }

    private static bool IsOpen(Judgement judgement, DateOnly day) => DueDays.IsWorkingDay(judgement, day) ?? true;

    private static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new(TimeZoneInfo.ConvertTimeToUtc(local, zone), TimeSpan.Zero);
    }

    private static TimeOnly Clock(decimal hours) => TimeOnly.MinValue.AddMinutes((double)(Math.Clamp(hours, 0, 23.98m) * 60));
}

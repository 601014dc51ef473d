using System.Collections.Immutable;

namespace CadreWatch.Grains.Calendars;

/// <summary>One day of a count.</summary>
/// <param name="Day">The day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its number among the working days counted, from 1; null for the day of receipt and for days off.</param>
public sealed record CountedDay(DateOnly Day, DayKind Kind, int? Number);

/// <summary>What a count of working days comes to: a day, or the year whose calendar is missing.</summary>
public abstract record DeadlineAnswer
{
    private DeadlineAnswer()
    {
    }

    /// <summary>The count succeeded.</summary>
    /// <param name="Received">The day of receipt, not counted.</param>
    /// <param name="WorkingDays">How many working days were asked for.</param>
    /// <param name="On">The last day of the time limit, itself a working day; the day of receipt if none were asked for.</param>
    /// <param name="Days">Every day from receipt to the end, in order.</param>
    public sealed record Due(DateOnly Received, int WorkingDays, DateOnly On, ImmutableArray<CountedDay> Days) : DeadlineAnswer
    {
        /// <summary>The count as one Chinese sentence, to stand beside the date.</summary>
        public override string ToString() =>
            $"{Received:yyyy-MM-dd}收到，当日不计，{WorkingDays}个工作日至{On:yyyy-MM-dd}届满"
            + $"（其间放假{Count(DayKind.Holiday)}天、周末{Count(DayKind.Weekend)}天、调休上班{Count(DayKind.MakeUp)}天）。";

        private int Count(DayKind kind) => Days.Count(day => day.Kind == kind);
    }

    /// <summary>The count reached a year whose notice is not known. There is no date, and none may be assumed.</summary>
    /// <param name="Year">The first year that is missing.</param>
    /// <param name="Counted">The working days counted before it, 0 or more.</param>
    public sealed record NotPublished(int Year, int Counted) : DeadlineAnswer
    {
        public override string ToString() => $"{Year}年放假安排尚未公布，不能计算工作日（此前已计{Counted}个）。";
    }
}

/// <summary>
/// Time limits in working days. The day of receipt is not counted (民法典 第二百零一条, by analogy), make-up days are, and the last day is
/// always a working day. A limit that runs into an unpublished year has no answer but that year.
/// </summary>
public static class WorkingDays
{
    /// <summary>The longest limit that can be asked for, in working days: far beyond any in the rules.</summary>
    public const int Longest = 5000;

    /// <summary>The last day of a limit that began with receipt on <paramref name="received"/>.</summary>
    /// <param name="calendar">The calendar as known on the day of asking.</param>
    /// <param name="received">The day of receipt.</param>
    /// <param name="count">Working days, 0 to <see cref="Longest"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public static DeadlineAnswer After(WorkCalendar calendar, DateOnly received, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Longest);
        var days = ImmutableArray.CreateBuilder<CountedDay>();
        days.Add(new CountedDay(received, DayKind.Received, null));
        var day = received;
        for (var number = 0; number < count;)
        {
            day = day.AddDays(1);
            if (calendar.KindOf(day) is not { } kind)
                return new DeadlineAnswer.NotPublished(day.Year, number);
            days.Add(new CountedDay(day, kind, IsWorked(kind) ? ++number : null));
        }

        return new DeadlineAnswer.Due(received, count, day, days.ToImmutable());
    }

    /// <summary>
    /// Working days after <paramref name="from"/> up to and including <paramref name="to"/>: the inverse of <see cref="After"/>. Zero where
    /// <paramref name="to"/> is not later. Null where a day between them lies in an unpublished year.
    /// </summary>
    public static int? Between(WorkCalendar calendar, DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var number = from.DayNumber + 1; number <= to.DayNumber; number++)
        {
            if (calendar.KindOf(DateOnly.FromDayNumber(number)) is not { } kind)
                return null;
            if (IsWorked(kind))
                count++;
        }

        return count;
    }

    private static bool IsWorked(DayKind kind) => kind is DayKind.Working or DayKind.MakeUp;
}

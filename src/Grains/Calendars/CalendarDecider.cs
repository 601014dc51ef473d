namespace CadreWatch.Grains.Calendars;

/// <summary>A wish about the calendar of working days.</summary>
/// <param name="At">When it was put.</param>
/// <param name="By">Who put it; not empty.</param>
public abstract record CalendarCommand(DateTimeOffset At, string By);

/// <summary>Enter a year's notice, the first or a later one.</summary>
/// <param name="Calendar">What the notice says.</param>
/// <param name="Backfill">True for a notice that everybody knew from its own date and that is merely entered late.</param>
/// <param name="At">When it was put.</param>
/// <param name="By">Who put it.</param>
public sealed record PublishCalendarYear(CalendarYear Calendar, bool Backfill, DateTimeOffset At, string By) : CalendarCommand(At, By);

/// <summary>Take back a year that was entered by mistake.</summary>
public sealed record WithdrawCalendarYear(int Year, string Reason, DateTimeOffset At, string By) : CalendarCommand(At, By);

/// <summary>An expected “no”.</summary>
/// <param name="Rule">Stable code, camelCase.</param>
/// <param name="Message">One Chinese sentence: what is wrong and what to do.</param>
public sealed record CalendarRefusal(string Rule, string Message);

/// <summary>What came of a command: events, none of them for a repetition; or a refusal without events.</summary>
public sealed record CalendarDecision(IReadOnlyList<CalendarEvent> Events, CalendarRefusal? Refusal = null);

/// <summary>Decides what may be entered in the calendar. Pure.</summary>
public static class CalendarDecider
{
    /// <summary>Decides one command.</summary>
    /// <param name="state">The calendar so far.</param>
    /// <param name="command">The wish.</param>
    /// <param name="zone">The district's time zone: the day of the command is its day.</param>
    public static CalendarDecision Decide(CalendarState state, CalendarCommand command, TimeZoneInfo zone)
    {
        if (string.IsNullOrWhiteSpace(command.By))
            return Refuse("byMissing", "没有写明由谁录入。");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(command.At, zone).DateTime);
        return command switch
        {
            PublishCalendarYear publish => Publish(state, publish, today),
            WithdrawCalendarYear withdraw => Withdraw(state, withdraw, today),
            _ => Refuse("commandUnknown", "不认识的放假安排指令。"),
        };
    }

    private static CalendarDecision Publish(CalendarState state, PublishCalendarYear command, DateOnly today)
    {
        var calendar = command.Calendar;
        if (calendar.Faults() is [var fault, ..])
            return Refuse("calendarFaulty", fault);
        if (calendar.IssuedOn > today)
            return Refuse("noticeInFuture", $"通知日期{calendar.IssuedOn:yyyy-MM-dd}晚于录入日{today:yyyy-MM-dd}。");
        var knownOn = command.Backfill ? calendar.IssuedOn : today;
        return state.Find(calendar.Year) switch
        {
            null => Accept(new CalendarYearPublished(calendar, knownOn, command.At, command.By)),
            var current when current.Equals(calendar) => new CalendarDecision([]),
            var current when calendar.IssuedOn < current.IssuedOn => Refuse(
                "noticeOlder", $"{calendar.Year}年已按{current.IssuedOn:yyyy-MM-dd}的通知公布，不能改回较早的通知。"),
            _ => Accept(new CalendarYearRevised(calendar, knownOn, command.At, command.By)),
        };
    }

    private static CalendarDecision Withdraw(CalendarState state, WithdrawCalendarYear command, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refuse("reasonMissing", "撤回放假安排须写明理由。");
        if (state.Find(command.Year) is null)
            return Refuse("calendarNotPublished", $"{command.Year}年放假安排尚未公布，无可撤回。");
        return Accept(new CalendarYearWithdrawn(command.Year, command.Reason, today, command.At, command.By));
    }

    private static CalendarDecision Accept(CalendarEvent @event) => new([@event]);

    private static CalendarDecision Refuse(string rule, string message) => new([], new CalendarRefusal(rule, message));
}

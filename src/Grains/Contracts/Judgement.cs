using CadreWatch.Grains.Models;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Grains.Contracts;

/// <summary>
/// What is known and in force beside the grain's own state when a command is decided. Captured once per command; a decision is a function of
/// state, command and judgement alone, and an alert names the versions it was judged by.
/// </summary>
/// <param name="Policy">The policy in force at the moment of the command.</param>
/// <param name="PolicyOn">The policy that was in force on an earlier day, for <c>--judge as-known</c> and old cases.</param>
/// <param name="CalendarVersion">Name of the working-day calendar used.</param>
/// <param name="WorkingDays">Working days after the first day up to and including the second; null where a year between them has no published calendar.</param>
/// <param name="Zone">The district's time zone: days are its days.</param>
public sealed record Judgement(
    Policy Policy,
    Func<DateOnly, Policy> PolicyOn,
    string CalendarVersion,
    Func<DateOnly, DateOnly, int?> WorkingDays,
    TimeZoneInfo Zone)
{
    /// <summary>The model that is live with the latest snapshot; null where there is none, and policy alone is at work.</summary>
    public LiveModel? Model { get; init; }

    /// <summary>
    /// Of an alert that is open, only its level and its end are asked: sentences, conditions and causes stay as they were when it was raised. For replays that
    /// count alerts; nothing so judged is ever shown or stored.
    /// </summary>
    public bool LevelsOnly { get; init; }

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}

using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Calendars;

/// <summary>A wish about the calendar on its way to the grain.</summary>
public sealed record CalendarOrder(Guid Id, CalendarCommand Wish) : Command(Id, Wish.At, Wish.By);

/// <summary>The calendar of working days as a grain; its one key is <c>state-council</c>. Reply: the years now published.</summary>
public sealed class CalendarGrain : GrainKind<CalendarState, CalendarOrder, CalendarEvent>
{
    public static readonly GrainId StateCouncil = new("calendar", "state-council");

    public override string Name => "calendar";

    public override CalendarState Empty(GrainId id) => CalendarState.Empty;

    public override CalendarState Apply(CalendarState state, CalendarEvent @event) => state.Apply(@event);

    public override Decision Decide(CalendarState state, CalendarOrder command, Judgement judgement)
    {
        var decision = CalendarDecider.Decide(state, command.Wish, judgement.Zone);
        if (decision.Refusal is { } refusal) return Decision.Refuse(refusal.Rule, refusal.Message);
        return new([.. decision.Events], [], decision.Events.Aggregate(state, (s, e) => s.Apply(e)).Years.Keys.ToArray());
    }
}

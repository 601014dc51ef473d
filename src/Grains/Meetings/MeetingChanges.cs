namespace CadreWatch.Grains.Meetings;

internal static class MeetingChanges
{
    public static MeetingState Apply(MeetingState s, MeetingEvent @event) => @event switch
    {
        MeetingCalled e => s with
        {
            Phase = MeetingPhase.Called,
            Year = e.Year,
            Number = e.Number,
            Convener = e.Convener,
            Recorder = e.Recorder,
            Presenters = e.Presenters,
            Conclusions = e.Conclusions,
            Round = e.Round,
            CalledAt = e.At,
            Attendances = s.Attendances.SetItems(e.Participants.Select(p => KeyValuePair.Create(p.Account, new Attendance(p, Presence.Invited)))),
        },
        AgendaSet e => s with { Items = [.. e.Items] },
        ItemRecusalRecorded e => s with
        {
            Items = s.Items.ConvertAll(i => i.Id == e.Item ? i with { Recused = [.. i.Recused.Union(e.Accounts).Order(StringComparer.Ordinal)] } : i),
        },
        MaterialFrozen e => Freeze(s, e),
        MeetingStarted e => s with { Phase = MeetingPhase.Live, Presenter = e.Presenter, StartedAt = e.At },
        ItemShown e => s with { CurrentItem = e.Item, ShownAt = e.At },
        PresentingHandedOver e => s with { Presenter = e.To },
        MaskSet e => s with { Masked = e.On },
        MeetingEnded e => s with { Phase = MeetingPhase.Ended, EndedAt = e.At, CurrentItem = null, Presenter = null, Masked = false },
        ConclusionRecorded e => Reopened(s) with { Concluded = s.Concluded.SetItem(e.Item, new(e.Code, e.Measure, e.ReasonHash, e.Revision, e.By, e.At)) },
        DissentRecorded e => Reopened(s) with { Dissents = s.Dissents.Add(new(e.Item, e.Account, e.NameHash, e.TextHash)) },
        MinutesDrafted e => s with { Minutes = new(e.Revision, e.Sha256, []) },
        MinutesConfirmed e when s.Minutes is { } draft => Confirm(s, draft, e.By),
        CopyIssued e => s with { Copies = s.Copies.Add(new(e.Number, e.Recipient, e.NameHash)) },
        MatterAssigned or MatterFellOverdue or MatterSettled => Follow(s, @event),
        LateInformationNoted or LateInformationSettled or AppointmentNoted or WatchGivenUp or WatchEnded => Watched(s, @event),
        _ => Attend(s, @event),
    };

    private static MeetingState Freeze(MeetingState s, MaterialFrozen e) => s with
    {
        Phase = MeetingPhase.Frozen,
        FrozenAt = e.At,
        MaterialSha256 = e.Sha256,
        Frozen = s.Frozen.SetItems(e.Items.Select(i => KeyValuePair.Create(i.Item, i))),
        Watches = s.Watches.SetItems(s.Items.Where(i => i.Cadre is not null).Select(i => KeyValuePair.Create(i.Cadre!, new Watch(i.Cadre!, i.Owner, [])))),
    };

    /// <summary>The minutes no longer say what was decided: the draft and its confirmations are void.</summary>
    private static MeetingState Reopened(MeetingState s) =>
        s.Minutes is { } draft ? s with { Minutes = draft with { Sha256 = null, ConfirmedBy = [] } } : s;

    private static MeetingState Confirm(MeetingState s, Draft draft, string by)
    {
        var confirmed = draft with { ConfirmedBy = draft.ConfirmedBy.Add(by) };
        return s with { Minutes = confirmed, Phase = confirmed.ConfirmedBy.Count >= 2 ? MeetingPhase.Final : s.Phase };
    }

    private static MeetingState Attend(MeetingState s, MeetingEvent @event) => @event switch
    {
        ParticipantInvited e => s with
        {
            Attendances = s.Attendances.SetItem(e.Participant.Account, s.Attendances.TryGetValue(e.Participant.Account, out var known) && known.Presence != Presence.Removed
                ? known with { Participant = e.Participant }
                : new(e.Participant, Presence.Invited)),
        },
        ParticipantRemoved e => With(s, e.Account, a => a with { Presence = Presence.Removed }),
        SignedIn e => With(s, e.Account, a => a with { Presence = e.Waits ? Presence.Waiting : Presence.InRoom, SignedInAt = e.At, Attended = a.Attended || !e.Waits }),
        LetIn e => With(s, e.Account, a => a with { Presence = Presence.InRoom, Attended = true }),
        LeftRoom e => With(s, e.Account, a => a with { Presence = Presence.Left }),
        _ => s,
    };

    private static MeetingState With(MeetingState s, string account, Func<Attendance, Attendance> change) =>
        s.Attendances.TryGetValue(account, out var known) ? s with { Attendances = s.Attendances.SetItem(account, change(known)) } : s;

    private static MeetingState Follow(MeetingState s, MeetingEvent @event) => @event switch
    {
        MatterAssigned e => Reopened(s) with { Matters = s.Matters.SetItem(e.Matter, new(e.Matter, e.Item, e.Cadre, e.Owner, e.Unit, e.DueOn, e.DueAt, e.TextHash)) },
        MatterFellOverdue e when s.Matters.TryGetValue(e.Matter, out var late) => s with { Matters = s.Matters.SetItem(e.Matter, late with { Overdue = true }) },
        MatterSettled e when s.Matters.TryGetValue(e.Matter, out var done) => s with { Matters = s.Matters.SetItem(e.Matter, done with { Settled = true, NoteHash = e.NoteHash }) },
        _ => s,
    };

    private static MeetingState Watched(MeetingState s, MeetingEvent @event)
    {
        var cadre = @event switch { LateInformationNoted e => e.Cadre, LateInformationSettled e => e.Cadre, AppointmentNoted e => e.Cadre, WatchGivenUp e => e.Cadre, WatchEnded e => e.Cadre, _ => "" };
        if (!s.Watches.TryGetValue(cadre, out var watch))
            return s;
        return s with
        {
            Watches = s.Watches.SetItem(cadre, @event switch
            {
                LateInformationNoted e => watch with { Late = watch.Late.Add(e.Signal), Noted = watch.Noted.SetItem(e.Signal, (e.KnownOn, e.At)), Settled = watch.Settled.Remove(e.Signal) },
                LateInformationSettled e => watch with { Settled = watch.Settled.SetItem(e.Signal, new(e.NoteHash, e.By, e.At)) },
                AppointmentNoted e => watch with { AppointedOn = e.AppointedOn, Until = e.Until, EndsAt = e.EndsAt },
                WatchGivenUp e => watch with { Ended = true, GivenUp = new(e.ReasonHash, e.By, e.At) },
                _ => watch with { Ended = true },
            }),
        };
    }
}

using CadreWatch.Grains.Measures.Clocks;

namespace CadreWatch.Grains.Measures;

public sealed partial record MeasureState
{
    /// <summary>Total: every event changes the state in every state, none is refused.</summary>
    public static MeasureState Apply(MeasureState state, MeasureEvent e)
    {
        var (detail, texts) = Told(e);
        var action = char.ToLowerInvariant(e.GetType().Name[0]) + e.GetType().Name[1..];
        var after = Next(state, e) with { Version = state.Version + 1 };
        return after with { History = [.. state.History, new(after.Version, e.Sign.At, e.Sign.By, e.Sign.For, action, detail, texts)] };
    }

    private static MeasureState Next(MeasureState state, MeasureEvent e) => e switch
    {
        MeasureDrafted d => state.Written(d).Saying(d.Content) with { Kind = d.Kind, Cadre = d.Cadre, Matter = d.Matter, Stage = Opening(d.Kind) },
        MeasureRevised r => state.Written(r).Saying(r.Content) with { Matter = r.Matter },
        MeasureSubmitted s => state.Written(s) with
        {
            Chain = s.Chain,
            Study = s.Study,
            Policy = s.Policy,
            Content = state.Content with { Basis = s.Basis },
            Opinions = [],
            Meeting = null,
            StudiedOn = null,
            Stage = MeasureStage.UnderReview,
        },
        MeasureStudied s => state with { Meeting = s.Meeting, StudiedOn = s.On },
        MeasureConsulted c => state with { ConsultedOn = c.On },
        MeasureOpined o => state.Opined(o),
        MeasureIssued i => state with
        {
            Round = i.Round,
            Mode = i.Mode,
            IssuedOn = i.On,
            Papers = [.. state.Papers, .. i.Papers],
            Stage = MeasureStage.Issued,
            ReceivedOn = null,
            ReceiptWasRefused = false,
            RepliedOn = null,
        },
        TalkRecorded t => state.Talked(t),
        MeasureReceived r => state.Delivered(r.On, refused: false),
        ReceiptRefused r => state.Delivered(r.On, refused: true),
        MeasureReplied r => state.Met(DeadlineNames.Reply) with { RepliedOn = r.On, Stage = MeasureStage.Replied },
        SelfExaminationRecorded => state.Met(DeadlineNames.SelfExamination) with { Stage = MeasureStage.FollowUpDue },
        MeasureConcluded c => state.Concluded(c.Outcome),
        MeasureVisited v => state.Visited() with { Visit = v.Result, Choice = v.Choice, Stage = MeasureStage.Concluded },
        MeasureArchived a => state.Ended() with { Stage = MeasureStage.Archived, EndedAt = a.Sign.At, Debts = [.. state.Debts, $"signal:{state.Version + 1}"] },
        MeasureCancelled c => state.Ended(withInfluence: true) with
        {
            Stage = MeasureStage.Cancelled,
            EndedAt = c.Sign.At,
            Debts = [.. state.Debts, .. state.Papers.Where(p => p.Series is not null).Select(p => $"void:{p.Series}")],
        },
        MeasureClarified c => state.WithoutEffect(Measures.EffectEnd.Clarified, c.Sign.At),
        ErrorTolerated t => state.WithoutEffect(Measures.EffectEnd.Tolerated, t.Sign.At),
        StatementRecorded s => state with { Statements = [.. state.Statements, new(s.Number, s.On, s.Sign.By, null)] },
        StatementConsidered s => state with { Statements = [.. state.Statements.Select(x => x.Number == s.Number ? x with { Result = s.Result } : x)] },
        ScanAttached s => state with { Scans = [.. state.Scans, new(s.Kind, s.Hash, s.Pages, s.Sign.At)] },
        MeasureMoved m => state with { Unit = m.Unit, Authority = m.Authority },
        MeasureSettled s => state with { Debts = [.. state.Debts.Where(debt => debt != s.Debt)] },
        _ => state.Clocked(e),
    };

    private static MeasureStage Opening(MeasureKind kind) => kind.IsFollowUp() ? MeasureStage.FollowUpDue : MeasureStage.Draft;

    private MeasureState Written(MeasureEvent e) =>
        this with { Authors = [.. Authors.Append(e.Sign.By).Append(e.Sign.For).OfType<string>().Distinct()] };

    private MeasureState Saying(MeasureContent content) => this with { Content = content, Unit = content.Unit, Authority = content.Authority ?? content.Office };

    private MeasureState Opined(MeasureOpined e)
    {
        if (!e.Agreed)
            return this with { Stage = MeasureStage.Draft, Chain = [], Opinions = [], Meeting = null, StudiedOn = null };
        var opinions = (Opinion[])[.. Opinions, new(e.Rank, e.Sign.By, e.Sign.For, e.Sign.At)];
        var all = opinions.Length >= Chain.Count;
        return this with
        {
            Opinions = opinions,
            Stage = all ? MeasureStage.Approved : MeasureStage.PendingApproval,
            ApprovedAt = all ? e.Sign.At : ApprovedAt,
        };
    }

    private MeasureState Talked(TalkRecorded e)
    {
        var talked = this with { TalkedOn = e.On };
        if (Kind == MeasureKind.PreventiveEducation)
            return talked.Met(DeadlineNames.PreventiveEducation) with { Stage = MeasureStage.Concluded };
        return Stage == MeasureStage.Issued && Mode == MeasureMode.Talk ? talked with { Stage = AfterDelivery } : talked;
    }

    private MeasureState Delivered(DateOnly on, bool refused) => this with { ReceivedOn = on, ReceiptWasRefused = refused, Stage = AfterDelivery };

    private MeasureStage AfterDelivery => Kind == MeasureKind.Reminder ? MeasureStage.FollowUpDue : MeasureStage.Received;

    /// <summary>A second asking goes back to where a notice can be issued.</summary>
    private MeasureState Concluded(Conclusion outcome) =>
        outcome == Conclusion.AskAgain
            ? Met(DeadlineNames.Reply) with { Outcome = outcome, Stage = MeasureStage.Approved }
            : Met(DeadlineNames.Reply).Met(DeadlineNames.Probation) with { Outcome = outcome, Stage = MeasureStage.Concluded };

    private MeasureState Visited() => Met(DeadlineNames.FollowUp).Met(DeadlineNames.PostVisit).Met(DeadlineNames.CareVisit);

    private MeasureState Met(string name) => Closing(deadline => deadline.Name == name, DeadlineStanding.Met);

    private MeasureState Ended(bool withInfluence = false) =>
        Closing(deadline => withInfluence || deadline.Name != DeadlineNames.Influence, DeadlineStanding.Ended);

    private MeasureState WithoutEffect(EffectEnd end, DateTimeOffset at) => Ended(withInfluence: true) with
    {
        EffectEnd = end,
        EffectEndedAt = at,
        Stage = Stage == MeasureStage.Archived ? Stage : MeasureStage.Concluded,
        Debts =
        [
            .. Debts, .. Content.Basis.Count > 0 ? [$"basis:{Version + 1}"] : Array.Empty<string>(),
            .. Stage == MeasureStage.Archived ? [$"signal:{Version + 1}"] : Array.Empty<string>(),
        ],
    };

    private MeasureState Closing(Func<MeasureDeadline, bool> which, DeadlineStanding standing) =>
        this with { Deadlines = [.. Deadlines.Select(deadline => which(deadline) ? deadline.Close(standing) : deadline)] };

    private MeasureState Clocked(MeasureEvent e) => e switch
    {
        DeadlineSet s => Closing(d => d.Name == s.Name, DeadlineStanding.Ended) is var rest
            ? rest with { Deadlines = [.. rest.Deadlines, new(s.Name, s.Base, s.Limit, s.Schedule)] }
            : this,
        DeadlineMoved m => Open(m.Name, d => d with
        {
            Schedule = m.Schedule,
            Overdue = m.Overdue,
            Escalated = m.Overdue ? d.Escalated : 0,
            Warned = d.Warned && d.Schedule.DueOn == m.Schedule.DueOn,
        }),
        DeadlineWarned w => Open(w.Name, d => d with { Warned = true }),
        DeadlineOverdue o => Open(o.Name, d => d with { Overdue = true }),
        DeadlineEscalated s => Open(s.Name, d => d with { Escalated = d.Escalated + 1 }),
        InfluenceExpired => Closing(d => d.Name == DeadlineNames.Influence, DeadlineStanding.Expired),
        ExtensionRequested r => Open(r.Name, d => d with { Request = new(r.Count, r.Sign.By, r.Sign.For, r.Sign.At) }),
        ExtensionDecided { Grant: { } grant } g => Open(
            g.Name, d => d with { Request = null, Extension = grant, Schedule = grant.Schedule, Warned = false, Overdue = false, Escalated = 0 }),
        ExtensionDecided r => Open(r.Name, d => d with { Request = null }),
        _ => this,
    };

    private MeasureState Open(string name, Func<MeasureDeadline, MeasureDeadline> change) =>
        this with { Deadlines = [.. Deadlines.Select(d => d.Name == name && d.IsOpen ? change(d) : d)] };

    /// <summary>What the history says of an event beside its name.</summary>
    private static (string? Detail, IReadOnlyList<string> Texts) Told(MeasureEvent e) => e switch
    {
        MeasureDrafted d => (d.Kind.Code(), d.Matter is null ? [] : ["matter"]),
        MeasureRevised r => (null, r.Matter is null ? [] : ["matter"]),
        MeasureStudied s => ($"{s.Meeting.Body}/{s.Meeting.Year}/{s.Meeting.Number}", []),
        MeasureConsulted c => (c.Agency, c.Note is null ? [] : ["note"]),
        MeasureOpined o => ($"{o.Rank}/{(o.Agreed ? "agreed" : "returned")}", o.Comment is null ? [] : ["comment"]),
        MeasureIssued i => (i.Papers is [var paper, ..] ? paper.Number : null, []),
        TalkRecorded t => (t.Talk.TalkerRank, ["place", "record"]),
        MeasureReplied r => (r.CounterSigner, ["reply"]),
        SelfExaminationRecorded s => (null, s.Text is null ? [] : ["text"]),
        MeasureConcluded c => (c.Outcome.ToString(), ["reason"]),
        MeasureVisited v => (v.Result.ToString(), ["note"]),
        MeasureCancelled or MeasureClarified or ErrorTolerated => (null, ["reason"]),
        StatementRecorded => (null, ["statement"]),
        StatementConsidered s => (s.Result.ToString(), ["reason"]),
        DeadlineSet s => (s.Name, []),
        DeadlineMoved m => (m.Name, []),
        DeadlineWarned w => (w.Name, []),
        DeadlineOverdue o => (o.Name, []),
        DeadlineEscalated s => ($"{s.Name}/{s.Rank}", []),
        ExtensionRequested r => (r.Name, ["reason"]),
        ExtensionDecided d => ($"{d.Name}/{(d.Grant is null ? "refused" : "granted")}", d.Comment is null ? [] : ["comment"]),
        MeasureSettled s => (s.Debt, []),
        _ => (null, []),
    };
}

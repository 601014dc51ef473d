using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;

namespace CadreWatch.Grains.JointReviews.Opinions;

public static partial class SheetDecider
{
    private static Decision Enter(SheetState state, EnterOpinions command, Judgement judgement)
    {
        var (events, texts, today) = (new List<Event>(command.Entries.Count), new List<EventText>(), judgement.DayOf(command.At));
        var waiting = state.Awaiting;
        foreach (var entry in command.Entries.DistinctBy(e => e.Cadre, StringComparer.Ordinal))
        {
            var cell = state.CellOf(entry.Cadre);
            if (Refused(state, cell, entry, command.RecusedFrom, today) is { } refusal)
                return refusal;
            if (IsSame(cell.Pending ?? cell.Confirmed?.Opinion, entry))
                continue;
            if (cell.Pending is null)
                waiting++;
            var secrecy = entry.Secrecy is { } own && own > state.Unit!.Secrecy ? own : state.Unit!.Secrecy;
            var opinion = new Opinion(
                cell.Revisions + 1, entry.Answer, Facts(entry, events.Count, texts), entry.ExpectedOn, secrecy, entry.Content, command.By, command.At);
            events.Add(new OpinionEntered(entry.Cadre, opinion, command.At, command.By));
        }

        return new(events, texts, new SheetReply(events.Count, waiting));
    }

    private static bool IsSame(Opinion? current, OpinionEntry entry)
    {
        if (current?.Content != entry.Content)
            return false;
        for (var i = 0; i < entry.Facts.Count; i++)
            if (entry.Facts[i].Attachments is { } named && !named.Select(a => a.Sha256).SequenceEqual((current.Facts?.ElementAtOrDefault(i)?.Attachments ?? []).Select(a => a.Sha256)))
                return false;
        return true;
    }

    private static Decision? Refused(SheetState state, Cell cell, OpinionEntry entry, IReadOnlyList<string>? recusedFrom, DateOnly today)
    {
        if (!state.Lists(entry.Cadre))
            return UnknownCadre;
        if (IsRecused(cell, entry.Cadre, recusedFrom))
            return Recused(entry.Cadre);
        if (entry.Seen is { } seen && seen != cell.Revisions)
            return ChangedMeanwhile(entry.Cadre);
        if (entry.Answer == OpinionAnswer.NoObjection)
            return entry.Facts.Count == 0 ? null : Decision.Refuse("factWithoutObjection", $"{entry.Cadre}：填报“无不良反映”时不能列出事实，请改选意见或删除事实。", "facts");
        if (entry is { Answer: OpinionAnswer.Objection, Facts.Count: 0 })
            return Decision.Refuse("factMissing", $"{entry.Cadre}：填报“有不同意见”须列明类别、事实、日期和依据。", "facts");
        foreach (var fact in entry.Facts)
        {
            if (fact.From > fact.To || fact.To > today)
                return Decision.Refuse("factDays", $"{entry.Cadre}：事实的日期不正确，起止日期不得颠倒或晚于今日。", "from");
            if (fact.Status is not (SignalStatus.Reported or SignalStatus.Verifying or SignalStatus.Substantiated))
                return Decision.Refuse("factStatus", $"{entry.Cadre}：事实的核实状态应为未核实、核查中或属实。", "status");
        }

        return null;
    }

    private static List<OpinionFact>? Facts(OpinionEntry entry, int index, List<EventText> texts)
    {
        if (entry.Facts.Count == 0)
            return null;
        var facts = new List<OpinionFact>(entry.Facts.Count);
        foreach (var fact in entry.Facts)
        {
            var number = facts.Count;
            texts.Add(new(index, $"fact.{number}", fact.Text));
            texts.Add(new(index, $"basis.{number}", fact.Basis));
            var attachments = fact.Attachments?.Select((a, i) =>
            {
                texts.Add(new(index, $"attachment.{number}.{i}", a.Name));
                return new Attachment(a.Sha256, a.Name.Hash, a.Size);
            }).ToList() is { Count: > 0 } some ? some : null;
            facts.Add(new(fact.Class, fact.From, fact.To, fact.Status, fact.Responsibility, fact.Text.Hash, fact.Basis.Hash, attachments));
        }

        return facts;
    }

    private static Decision Confirm(SheetState state, ConfirmOpinions command, Judgement judgement)
    {
        var today = judgement.DayOf(command.At);
        if (ReviewPolicy.Figure(judgement, ReviewPolicy.ValidMonths, today) is not { } months)
            return ReviewPolicy.Missing(ReviewPolicy.ValidMonths);
        var validity = new Validity(Months.End(today, (int)months.Value), months.Policy, months.Grade);
        var events = new List<Event>(command.Cells.Count);
        foreach (var wanted in command.Cells.DistinctBy(c => c.Cadre, StringComparer.Ordinal))
        {
            var cell = state.CellOf(wanted.Cadre);
            if (cell.Pending is null && cell.Confirmed is { } confirmed && confirmed.Opinion.Revision == wanted.Revision)
                continue;
            if (IsRecused(cell, wanted.Cadre, command.RecusedFrom))
                return Recused(wanted.Cadre);
            if (cell.Pending is not { } pending)
                return Decision.Refuse("nothingToConfirm", $"{wanted.Cadre}：没有待确认的意见。", "cadre");
            if (pending.Revision != wanted.Revision)
                return ChangedMeanwhile(wanted.Cadre);
            if (pending.EnteredBy == command.By)
                return Decision.Refuse("secondPersonNeeded", $"{wanted.Cadre}：填报人不能确认自己填报的意见，请由本单位另一名联络员确认。", "cadre");
            var reports = pending.Facts is not null || cell.Confirmed?.Opinion.Facts is not null;
            events.Add(new OpinionConfirmed(wanted.Cadre, wanted.Revision, validity, reports, command.At, command.By));
        }

        return new(events, [], new SheetReply(events.Count, state.Awaiting - events.Count));
    }

    private static Decision Return(SheetState state, ReturnOpinions command)
    {
        var (events, texts) = (new List<Event>(), new List<EventText>());
        foreach (var wanted in command.Cells.DistinctBy(c => c.Cadre, StringComparer.Ordinal))
        {
            if (state.CellOf(wanted.Cadre).Pending is not { } pending)
                return Decision.Refuse("nothingToConfirm", $"{wanted.Cadre}：没有待确认的意见。", "cadre");
            if (pending.Revision != wanted.Revision)
                return ChangedMeanwhile(wanted.Cadre);
            texts.Add(new(events.Count, "note", command.Reason));
            events.Add(new OpinionReturned(wanted.Cadre, wanted.Revision, command.Reason.Hash, command.At, command.By));
        }

        return new(events, texts, new SheetReply(events.Count, state.Awaiting - events.Count));
    }

    private static bool IsRecused(Cell cell, string cadre, IReadOnlyList<string>? recusedFrom) => cell.Recused || (recusedFrom?.Contains(cadre) ?? false);

    private static Decision Recused(string cadre) => Decision.Refuse("recused", $"{cadre}：应当回避，不能填报或确认。", "cadre");

    private static Decision ChangedMeanwhile(string cadre) => Decision.Refuse("changedMeanwhile", $"{cadre}：意见已有新的版本，请刷新后重试。", "cadre");
}

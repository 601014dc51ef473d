using System.Globalization;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Influence;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Cadres;

public static partial class CadreDecider
{
    private static Decision DecideUseJudgement(CadreState state, RecordUseJudgement command, Judgement judgement)
    {
        if (state.Roster is null)
            return Decision.Refuse("unknownCadre", "名册中没有该干部，请先导入名册。", "cadre");
        if (MeasurePolicy.Shipped.Item("meetings", command.Meeting.Body) is null || command.Meeting.Year is < 2000 or > 2200 || command.Meeting.Number < 1)
            return Decision.Refuse("meetingUnknown", "会议须写明名称、年度和次数。", "meeting");
        if (command.On > judgement.DayOf(command.At))
            return Decision.Refuse("dayInFuture", "日期不能晚于今日，请核对。", "on");
        var measure = command.Measure.ToString();
        var recorded = new UseJudgementRecorded(measure, command.On, command.Meeting, command.StillAffects, command.Note?.Hash, command.At, command.By);
        return Decision.Of(new UseJudgementReply(measure, state.Judgements.Count + 1), recorded).With(Note(0, command.Note));
    }
}

public sealed partial record CadreState
{
    private CadreState Judged(UseJudgementRecorded e)
    {
        var name = MeasurePolicy.Shipped.Item("meetings", e.Meeting.Body)?.Name ?? e.Meeting.Body;
        var meeting = string.Create(CultureInfo.InvariantCulture, $"{name}{e.Meeting.Year}年第{e.Meeting.Number}次会议");
        var id = FactId.Parse(string.Create(CultureInfo.InvariantCulture, $"judgement:{Judgements.Count + 1}"));
        return this with { Judgements = [.. Judgements, new(id, e.On, FactId.Parse($"{e.Measure}"), e.On, meeting, e.By, e.StillAffects)] };
    }
}

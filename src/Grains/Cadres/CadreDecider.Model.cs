using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Policies;

namespace CadreWatch.Grains.Cadres;

public static partial class CadreDecider
{
    private static Decision DecideByModel(CadreState state, JudgeByModel command, Judgement judgement)
    {
        var course = new Course(state);
        var trial = new Trial(command, judgement, judgement.Policy, judgement.DayOf(command.At)) { Ends = WithdrawalReason.PolicyChanged };
        foreach (var pattern in judgement.Policy.Patterns)
        {
            if (pattern is not ModelPattern)
                continue;
            if (judgement.Model?.Cut is not null)
                Judge(course, pattern, trial);
            else if (state.Alerts.OpenOf(pattern.Code) is { } open)
                course.Add(new AlertWithdrawn(open.Id, WithdrawalReason.PolicyChanged, command.At, command.By));
        }

        return course.Reply(new JudgedReply(course.Changed));
    }

    private static Decision DecideFactor(CadreState state, JudgeFactor command)
    {
        if (state.Roster is null || (command.As is { } viewer && !CaseAccess.SeesCadre(viewer, CaseFacts.Of(state.Number, state.Roster))))
            return Decision.Refuse("unknownCadre", "没有找到这名干部。", "cadre");
        if (!command.Agrees && command.Reason is null or { Bytes.IsEmpty: true })
            return Decision.Refuse("reasonMissing", "不认可须写明理由，请填写后提交。", "reason");
        var judged = new FactorJudged(command.Feature, command.Agrees, command.Model, command.Snapshot, command.Reason?.Hash, command.At, command.By);
        return Decision.Of(new FactorReply(command.Feature, command.Agrees), judged).With(Note(0, command.Reason));
    }
}

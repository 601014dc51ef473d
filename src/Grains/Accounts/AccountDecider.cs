using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Accounts;

/// <summary>What may happen to an account. What needs other accounts or the tree of units is checked where rights are put together, each time they are used.</summary>
public static class AccountDecider
{
    public static Decision Decide(AccountState state, AccountCommand command, Judgement judgement) => command switch
    {
        OpenAccount c => Open(state, c),
        AccountChange when !state.IsOpen => Decision.Refuse("unknownAccount", "没有该账号，请刷新后重试。"),
        AccountChange { Seen: { } seen } when seen != state.Version => Decision.Refuse("accountChanged", "该账号已被他人更改，请查看最新状态后再处理。"),
        ChangeRights c => Change(state, c),
        Delegate c => Lend(state, c, judgement),
        EndDelegation c when state.Rights.Delegations.Any(d => d.To == c.To) => Of(state, new AccountDelegationEnded(c.To, c.At, c.By)),
        EndDelegation => NoChange(state),
        SetDeputy c => Pair(state, c),
        DisableAccount { Reason: null or { Bytes.IsEmpty: true } } or EnableAccount { Reason: null or { Bytes.IsEmpty: true } } => ReasonMissing(),
        DisableAccount c => state.IsDisabled ? NoChange(state) : Of(state, new AccountDisabled(c.Reason!.Hash, c.At, c.By), c.Reason),
        EnableAccount c => state.IsDisabled ? Of(state, new AccountEnabled(c.Reason!.Hash, c.At, c.By), c.Reason) : NoChange(state),
        _ => Decision.Refuse("unknownCommand", "账号不支持此操作。"),
    };

    private static Decision Open(AccountState state, OpenAccount command)
    {
        if (!AccountName.IsValid(state.Account))
            return Decision.Refuse("accountMalformed", "账号须为 2 至 64 个小写字母、数字或 . - _，请修改。", "account");
        if (state.IsOpen)
            return Decision.Refuse("accountTaken", "该账号已存在，请换一个账号名。", "account");
        if (command.Name.Bytes.IsEmpty)
            return Decision.Refuse("nameMissing", "请填写姓名。", "name");
        if (AssignmentRules.Fault(command.Assignments) is { } fault)
            return new([], [], fault);
        return Decision.Of(new AccountReply(state.Account, state.Version + 1),
            new AccountOpened(command.Name.Hash, Normal(command.Assignments), command.At, command.By)).With([new(0, "name", command.Name)]);
    }

    private static Decision Change(AccountState state, ChangeRights command)
    {
        if (command.Reason is null or { Bytes.IsEmpty: true })
            return ReasonMissing();
        if (AssignmentRules.Fault(command.Assignments) is { } fault)
            return new([], [], fault);
        var relatives = command.Relatives.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return Of(state, new AccountRightsChanged(Normal(command.Assignments), command.SelfCadre, relatives, command.Reason.Hash, command.At, command.By), command.Reason);
    }

    private static Decision Lend(AccountState state, Delegate command, Judgement judgement)
    {
        if (command.To == state.Account || !AccountName.IsValid(command.To))
            return Decision.Refuse("delegateMalformed", "请选择另一个账号作为受托人。", "to");
        if (command.Reason is null or { Bytes.IsEmpty: true })
            return ReasonMissing();
        if (command.Until < command.From || command.Until < judgement.DayOf(command.At))
            return Decision.Refuse("periodReversed", "委托结束日期须不早于开始日期和今日。", "until");
        return Of(state, new AccountDelegated(command.To, command.From, command.Until, command.Reason.Hash, command.At, command.By), command.Reason);
    }

    private static Decision Pair(AccountState state, SetDeputy command)
    {
        if (command.Deputy == state.Rights.Deputy)
            return NoChange(state);
        if (command.Deputy is { } other && (other == state.Account || !AccountName.IsValid(other)))
            return Decision.Refuse("deputyMalformed", "请选择另一个账号作为 AB 岗。", "deputy");
        return Of(state, new AccountDeputySet(command.Deputy, command.At, command.By));
    }

    private static Assignment[] Normal(IReadOnlyList<Assignment> assignments) => [.. assignments.Select(a => a.Normal())];

    private static Decision ReasonMissing() => Decision.Refuse("reasonMissing", "请填写事由。", "reason");

    private static Decision NoChange(AccountState state) => Decision.NoChange(new AccountReply(state.Account, state.Version));

    private static Decision Of(AccountState state, AccountEvent e, SealedText? reason = null) =>
        Decision.Of(new AccountReply(state.Account, state.Version + 1), e).With(reason is null ? [] : [new(0, "reason", reason)]);
}

/// <summary>What any list of assignments must keep to.</summary>
internal static class AssignmentRules
{
    private const int Most = 32;
    private const int MostIds = 500;

    public static Refusal? Fault(IReadOnlyList<Assignment> assignments)
    {
        if (assignments.Count > Most)
            return new("tooMany", $"一个账号最多 {Most} 项授权。", "assignments");
        if (Roles.Conflict(assignments.Select(a => a.Role)))
            return new("rolesConflict", "系统管理员、审计员不得同时担任能查看干部监督信息的角色，请分设账号。", "assignments");
        foreach (var assignment in assignments)
        {
            if (!Enum.IsDefined(assignment.Role) || !Enum.IsDefined(assignment.Clearance))
                return new("unknownCode", "角色或密级不正确，请重新选择。", "assignments");
            if (Roles.SeesCases(assignment.Role) && assignment.Offices.Count == 0)
                return new("officeMissing", "该角色须指定管理权限所属部门。", "assignments");
            if (assignment.Units is { Count: 0 } || assignment.Offices.Count > MostIds || assignment.Units?.Count > MostIds)
                return new("unitsMalformed", $"单位范围须为全部或 1 至 {MostIds} 个单位。", "assignments");
            if (assignment.Until < assignment.From)
                return new("periodReversed", "授权结束日期早于开始日期。", "assignments");
        }

        return null;
    }
}

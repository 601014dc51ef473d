using System.Security.Cryptography;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Policies;

/// <summary>Two people make a policy: one proposes a version, another approves it from a day on or turns it down.</summary>
public static class PolicyDecider
{
    public static Decision Decide(PolicyState state, PolicyCommand command, Judgement judgement) => command switch
    {
        ProposePolicy propose => Propose(state, propose),
        ApprovePolicy approve => Approve(state, approve, judgement),
        RejectPolicy reject => Reject(state, reject),
        _ => Decision.Refuse("unknownCommand", "政策不支持该操作。"),
    };

    private static Decision Propose(PolicyState state, ProposePolicy command)
    {
        if (string.IsNullOrWhiteSpace(command.Version))
            return Decision.Refuse("versionMissing", "政策文件缺少版本号，请填写后重新提交。", "version");
        if (!VersionName.IsValid(command.Version))
            return Decision.Refuse("versionWrong", "政策版本号须为 1 至 64 个字母、数字或 . _ -，并以字母或数字开头。", "version");
        var digest = Convert.ToHexStringLower(SHA256.HashData(command.Document));
        var known = state.Find(command.Version);
        if (known is null)
            return Decision.Of(new PolicyReply(command.Version, null), new PolicyProposed(command.Version, command.Document, digest, command.At, command.By));
        if (known.RejectedAt is not null)
            return Rejected(known);
        return known.Digest == digest
            ? Decision.NoChange(new PolicyReply(known.Version, known.InForceFrom))
            : Decision.Refuse("versionTaken", $"政策 {command.Version} 版已存在且内容不同，请改用新的版本号。", "version");
    }

    private static Decision Approve(PolicyState state, ApprovePolicy command, Judgement judgement)
    {
        if (state.Find(command.Version) is not { } version)
            return Decision.Refuse("unknownVersion", $"没有待审定的政策 {command.Version} 版，请先提交。", "version");
        if (version.InForceFrom is { } from)
            return from == command.InForceFrom && version.ApprovedBy == command.By
                ? Decision.NoChange(new PolicyReply(version.Version, from))
                : Decision.Refuse("alreadyApproved", $"政策 {version.Version} 版已审定，自{from:yyyy-MM-dd}起施行。", "version");
        if (version.RejectedAt is not null)
            return Rejected(version);
        if (version.ProposedBy == command.By)
            return Decision.Refuse("secondPersonNeeded", "提交人不能审定自己提交的政策，请由另一人审定。");
        if (state.Versions.Any(v => v.InForceFrom is not null) && command.InForceFrom < judgement.DayOf(command.At))
            return Decision.Refuse("inForceInPast", "施行日期不能早于今日，请改为今日或以后。", "inForceFrom");
        return Decision.Of(new PolicyReply(version.Version, command.InForceFrom),
            new PolicyApproved(version.Version, command.InForceFrom, command.At, command.By));
    }

    private static Decision Reject(PolicyState state, RejectPolicy command)
    {
        if (state.Find(command.Version) is not { } version)
            return Decision.Refuse("unknownVersion", $"没有待审定的政策 {command.Version} 版，请先提交。", "version");
        if (version.InForceFrom is { } from)
            return Decision.Refuse("alreadyApproved", $"政策 {version.Version} 版已审定，自{from:yyyy-MM-dd}起施行。", "version");
        if (version.RejectedAt is not null)
            return Rejected(version);
        return command.Reason is null or { Bytes.IsEmpty: true }
            ? Decision.Refuse("reasonMissing", "须写明理由，请填写后提交。", "reason")
            : Decision.Of(new PolicyReply(version.Version, null), new PolicyRejected(version.Version, command.Reason.Hash, command.At, command.By))
                .With([new(0, "note", command.Reason)]);
    }

    private static Decision Rejected(PolicyVersion version) =>
        Decision.Refuse("rejected", $"政策 {version.Version} 版未获通过，请修改后以新的版本号提交。", "version");
}

using CadreWatch.Grains.Access;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.Meetings;
using CadreWatch.Silo.Runtime;
using CadreWatch.Web.Access;

namespace CadreWatch.Web.Meetings;

/// <summary>Turns an account's rights into those of a participant: what it may see at most, and for which unit it speaks.</summary>
internal sealed class MeetingInvitations(IGrainRuntime runtime, IViewerAccess access)
{
    private const int LongestId = 64;
    private const int MostColumns = 100;

    /// <summary>The same words for an account that is not there as for one that has no part in meetings.</summary>
    private static readonly Refusal NoSuchAccount = new("accountUnknown", "没有可以邀请的该账号，请核对。", "account");

    /// <summary>A <see cref="Participant"/> or a <see cref="Refusal"/>.</summary>
    public object Of(InviteRequest request, RoundState? round)
    {
        if (request.Account is not { Length: > 0 and <= LongestId } account || access.Find(account) is not { Grants.Count: > 0 } viewer) return NoSuchAccount;
        var staff = viewer.Grants.Any(g => Roles.SeesCases(g.Role));
        if (!staff && viewer.Grants.All(g => g.Role != Role.AgencyLiaison)) return NoSuchAccount;
        var unit = round?.Units.FirstOrDefault(u => u.Unit.Has(account))?.Unit.Id ?? (staff ? null : request.Unit ?? OnlyUnit(viewer));
        if (!staff && unit is not { Length: > 0 and <= LongestId }) return new Refusal("unitMissing", "请填写该联络员代表的单位。", "unit");
        var (clearance, complaints) = MeetingSight.RightsOf(viewer);
        if (request.Columns is { } asked && (asked.Count > MostColumns || asked.Any(c => c is not { Length: > 0 and <= LongestId }))) return new Refusal("columnsInvalid", "可见单位过多或者为空，请重新选择。", "columns");
        return new Participant(account, unit, clearance, complaints, request.Columns is null && staff ? null : [.. (request.Columns ?? []).Append(unit).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>The round, if the caller knows all of it; its list is a secret.</summary>
    public async Task<RoundState?> RoundAsync(string? round, string account, CancellationToken cancel)
    {
        if (round is not { Length: > 0 and <= LongestId } || round.Contains('\0', StringComparison.Ordinal)) return null;
        var state = await runtime.StateAsync<RoundState>(RoundGrain.IdOf(round), cancel);
        return state.SightOf(account) == RoundSight.Whole ? state : null;
    }

    private static string? OnlyUnit(Viewer viewer) => viewer.Grants.Where(g => g.Role == Role.AgencyLiaison).SelectMany(g => g.Units ?? new HashSet<string>()).Distinct().ToList() is [var one] ? one : null;
}

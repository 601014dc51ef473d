using System.Text.RegularExpressions;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.JointReviews;

/// <summary>Every rule about a round as a whole. What a unit answers is decided on its own sheet.</summary>
public static partial class RoundDecider
{
    public static Decision Decide(RoundState state, RoundCommand command, Judgement judgement) => command switch
    {
        OpenRound c => Open(state, c, judgement),
        _ when state.OpenedAt is null => Decision.Refuse("unknownRound", "没有找到该批次。"),
        _ when !state.IsOpen => command is CloseRound ? Decision.NoChange(new RoundReply(state.Id)) : Decision.Refuse("roundClosed", "该批次已经结束，不能再变更。"),
        IssueRequests c => Issue(state, c, judgement),
        ReplaceLiaison c => Replace(state, c),
        ChaseUnits c => Chase(state, c, judgement),
        ChangeKnowing c => Know(state, c),
        CloseRound c => Decision.Of(new RoundReply(state.Id), new RoundClosed(c.At, c.By)),
        _ => Decision.Refuse("unknownCommand", "批次不支持该操作。"),
    };

    private static Decision Open(RoundState state, OpenRound command, Judgement judgement)
    {
        if (state.OpenedAt is not null)
            return Decision.Refuse("roundOpen", "该批次已经建立。");
        var people = Ordered(command.People);
        if (people.Length == 0)
            return Decision.Refuse("peopleMissing", "名单为空，请先选定干部。", "people");
        if (Refused(command, judgement) is { } refusal)
            return refusal;
        return Decision.Of(
            new RoundReply(state.Id), new RoundOpened(command.Year, command.Number, people, command.Units, Ordered([.. command.Knowing, command.By]), command.At, command.By));
    }

    private static Decision? Refused(OpenRound command, Judgement judgement)
    {
        var today = judgement.DayOf(command.At);
        if (command.Year is < 2000 or > 9999 || command.Number is < 1 or > 999)
            return Decision.Refuse("roundNumber", "批次的年份或序号不正确，请核对。", "number");
        if (ReviewPolicy.Figure(judgement, ReviewPolicy.FewestUnits, today) is not { } fewest)
            return ReviewPolicy.Missing(ReviewPolicy.FewestUnits);
        if (ReviewPolicy.Figure(judgement, ReviewPolicy.MostUnits, today) is not { } most)
            return ReviewPolicy.Missing(ReviewPolicy.MostUnits);
        if (command.Units.Count < fewest.Value)
            return Decision.Refuse("tooFewUnits", $"征求意见的成员单位不得少于 {fewest.Value:0} 个，请补充。", "units");
        if (command.Units.Count > most.Value)
            return Decision.Refuse("tooManyUnits", $"征求意见的成员单位不得多于 {most.Value:0} 个，请减少。", "units");
        return RefusedUnits(command.Units, judgement) ?? KnowingLiaison(command.Units, [.. command.Knowing, command.By], "units");
    }

    private static Decision? RefusedUnits(IReadOnlyList<MemberUnit> units, Judgement judgement)
    {
        var (seen, named) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var unit in units)
        {
            if (unit.Id.Length == 0 || unit.Id.Contains('/') || !seen.Add(unit.Id))
                return Decision.Refuse("unitTwice", $"成员单位 {unit.Name} 的编号缺失或重复，请核对。", "units");
            if (unit.Liaison.Length == 0 || unit.Deputy.Length == 0 || unit.Liaison == unit.Deputy)
                return Decision.Refuse("secondPersonNeeded", $"{unit.Name} 须有两名不同的联络员，一人填报、一人复核。", "units");
            foreach (var account in new[] { unit.Liaison, unit.Deputy })
                if (!named.TryAdd(account, unit.Name))
                    return AccountTwice(account, unit.Name, named[account], "units");
            if (judgement.Policy.Kind(unit.Kind) is null)
                return Decision.Refuse("unknownKind", $"{unit.Name} 的信息类别不在现行政策的类别表中，请核对。", "units");
        }

        return null;
    }

    private static Decision Issue(RoundState state, IssueRequests command, Judgement judgement)
    {
        var today = judgement.DayOf(command.At);
        if (ReviewPolicy.Figure(judgement, ReviewPolicy.ReplyDays, today) is not { } limit)
            return ReviewPolicy.Missing(ReviewPolicy.ReplyDays);
        if (ReviewPolicy.WorkingDaysAfter(judgement, today, (int)limit.Value) is not { } due)
            return ReviewPolicy.CalendarMissing(today);
        var events = new List<Event>();
        foreach (var letter in command.Letters.DistinctBy(l => l.Unit))
        {
            if (state.Find(letter.Unit) is not { } unit)
                return Decision.Refuse("unknownUnit", "该单位不在本批成员单位中，请核对。", "unit");
            if (unit.Letter is not null)
                return Decision.Refuse("issuedAlready", $"{unit.Unit.Name} 的征求意见函已经发出（{unit.Letter}）。", "unit");
            if (!DocumentNumber().IsMatch(letter.Number))
                return Decision.Refuse("letterNumber", "文号不正确，应如“示组督函〔2026〕17号”。", "number");
            events.Add(new RequestIssued(letter.Unit, letter.Number, today, due, limit, command.At, command.By));
        }

        return new(events, [], new RoundReply(state.Id, due));
    }

    private static Decision Replace(RoundState state, ReplaceLiaison command)
    {
        if (state.Find(command.Unit) is not { } unit)
            return Decision.Refuse("unknownUnit", "该单位不在本批成员单位中，请核对。", "unit");
        if (command.Liaison.Length == 0 || command.Deputy.Length == 0 || command.Liaison == command.Deputy)
            return Decision.Refuse("secondPersonNeeded", $"{unit.Unit.Name} 须有两名不同的联络员，一人填报、一人复核。", "deputy");
        foreach (var (account, field) in new[] { (command.Liaison, "liaison"), (command.Deputy, "deputy") })
            if (state.Units.FirstOrDefault(u => u != unit && u.Unit.Has(account)) is { } other)
                return AccountTwice(account, unit.Unit.Name, other.Unit.Name, field);
        if (KnowingLiaison([unit.Unit with { Liaison = command.Liaison, Deputy = command.Deputy }], state.Knowing, state.Knowing.Contains(command.Liaison) ? "liaison" : "deputy") is { } both)
            return both;
        return (unit.Unit.Liaison, unit.Unit.Deputy) == (command.Liaison, command.Deputy)
            ? Decision.NoChange(new RoundReply(state.Id))
            : Decision.Of(new RoundReply(state.Id), new LiaisonReplaced(command.Unit, command.Liaison, command.Deputy, command.At, command.By));
    }

    /// <summary>An account sees one column: with two it would answer for neither as the unit's own.</summary>
    private static Decision AccountTwice(string account, string unit, string other, string field) =>
        Decision.Refuse("accountTwice", $"{unit}：{account} 在本批已是{other}的联络员，一个账号只能代表一个单位，请另选一人。", field);

    /// <summary>Who sees what every unit says does not speak for one of them.</summary>
    private static Decision? KnowingLiaison(IEnumerable<MemberUnit> units, IReadOnlyCollection<string> knowing, string field)
    {
        foreach (var unit in units)
            foreach (var account in new[] { unit.Liaison, unit.Deputy })
                if (knowing.Contains(account))
                    return Decision.Refuse("knowingLiaison", $"{account} 知悉本批全部意见，不能同时担任{unit.Name}的联络员，请另选一人。", field);
        return null;
    }

    private static Decision Chase(RoundState state, ChaseUnits command, Judgement judgement)
    {
        var (today, letters) = (judgement.DayOf(command.At), new List<Event>());
        foreach (var chase in command.Units.DistinctBy(u => u.Unit).OrderBy(u => u.Unit, StringComparer.Ordinal))
        {
            if (state.Find(chase.Unit) is not { Letter: not null } unit)
                return Decision.Refuse("unknownUnit", "只能催办已经发出征求意见函的成员单位。", "units");
            // Two people who chase in the same moment were given one number: they send one letter.
            if (unit.ChaseLetters.Any(l => l.Number == chase.Number))
                continue;
            if (chase.Outstanding.Count == 0)
                return Decision.Refuse("nothingOutstanding", $"{unit.Unit.Name} 已经全部答复，不需要催办。", "units");
            if (!DocumentNumber().IsMatch(chase.Number))
                return Decision.Refuse("letterNumber", "文号不正确，应如“示组督函〔2026〕17号”。", "number");
            letters.Add(new ChaseLetterIssued(chase.Unit, chase.Number, today, Ordered(chase.Outstanding), command.At, command.By));
        }

        if (command.Units.Count == 0)
            return Decision.Refuse("unknownUnit", "只能催办已经发出征求意见函的成员单位。", "units");
        return letters.Count == 0
            ? Decision.NoChange(new RoundReply(state.Id))
            : Decision.Of(new RoundReply(state.Id), [new UnitsChased([.. letters.Cast<ChaseLetterIssued>().Select(l => l.Unit)], command.At, command.By), .. letters]);
    }

    private static Decision Know(RoundState state, ChangeKnowing command)
    {
        var knowing = Ordered([.. command.Knowing, command.By]);
        if (KnowingLiaison(state.Units.Select(u => u.Unit), [.. knowing.Except(state.Knowing)], "knowing") is { } both)
            return both;
        return knowing.SequenceEqual(state.Knowing)
            ? Decision.NoChange(new RoundReply(state.Id))
            : Decision.Of(new RoundReply(state.Id), new KnowingChanged(knowing, command.At, command.By));
    }

    /// <summary>One order whatever the caller's: a tail of late additions would tell who was added.</summary>
    private static string[] Ordered(IEnumerable<string> names) =>
        [.. names.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex("^\\p{IsCJKUnifiedIdeographs}{1,12}〔[0-9]{4}〕[0-9]{1,5}号$")]
    private static partial Regex DocumentNumber();
}

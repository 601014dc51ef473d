using System.Collections.Frozen;
using System.Text;
using CadreWatch.Grains.Cadres;

namespace CadreWatch.Silo.Ingest;

/// <summary>Reads one signal row and holds it against every rule that needs nothing but the row, the clock and the policy's list of kinds.</summary>
internal sealed class SignalRowParser(IEnumerable<string> kinds, TimeZoneInfo zone, DateTimeOffset now)
{
    /// <summary>Clocks of sources may run ahead of ours by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly FrozenDictionary<string, SignalStatus> Statuses = Words<SignalStatus>();
    private static readonly FrozenDictionary<string, Responsibility> Responsibilities = Words<Responsibility>();
    private static readonly FrozenDictionary<string, Secrecy> Secrecies = Words<Secrecy>();

    private static readonly byte[][] Names =
    [
        .. new[]
        {
            "source", "externalId", "cadre", "subjects", "kind", "category", "severity", "status", "occurredOn", "occurredFrom", "occurredTo", "knownOn",
            "agency", "secrecy", "title", "text", "metrics", "attributes", "backfill",
        }.Select(n => Encoding.UTF8.GetBytes(n)),
    ];

    private readonly FrozenSet<string> kinds = kinds.ToFrozenSet();
    private readonly DateOnly today = Days.Of(now, zone);

    /// <summary>The row, or null and why not.</summary>
    public SignalRow? Parse(ReadOnlySpan<byte> bytes, out RowFault? fault)
    {
        var reader = new RowReader(bytes);
        var row = new SignalRow();
        if (reader.Start()) ReadFields(ref reader, row);
        reader.End();
        fault = reader.Fault;
        return fault is null ? row : null;
    }

    private void ReadFields(ref RowReader reader, SignalRow row)
    {
        var seen = 0;
        DateOnly? on = null, from = null, to = null;
        DateTimeOffset? known = null;
        while (reader.NextField())
        {
            var field = reader.NameAmong(Names);
            if (field < 0)
            {
                ForeignField.Refuse(ref reader, "");
                return;
            }

            if ((seen & (1 << field)) != 0) reader.Fail(reader.NameForPeople(), "fieldTwice", "同一字段出现了两次。");
            seen |= 1 << field;
            if (!reader.Value()) return;
            switch (field)
            {
                case 0: row.Source = reader.Code("source", 64) ?? ""; break;
                case 1: row.ExternalId = reader.Code("externalId", 128) ?? ""; break;
                case 2: ReadCadre(ref reader, row); break;
                case 3: ReadSubjects(ref reader, row); break;
                case 4: row.Kind = Kind(ref reader) ?? ""; break;
                case 5: row.Category = reader.Code("category", 64); break;
                case 6: row.Severity = reader.Whole("severity", 1, 5) ?? row.Severity; break;
                case 7: row.Status = OneOf(ref reader, "status", Statuses, "unknownStatus", "未知的核查状态。", row.Status); break;
                case 8: on = reader.Day("occurredOn"); break;
                case 9: from = reader.Day("occurredFrom"); break;
                case 10: to = reader.Day("occurredTo"); break;
                case 11: known = reader.DayOrInstant("knownOn", zone); break;
                case 12: row.Agency = reader.Text("agency", 200); break;
                case 13: row.Secrecy = ReadSecrecy(ref reader); break;
                case 14: row.Title = reader.Text("title", 200); break;
                case 15: row.Text = reader.Text("text", 20_000); break;
                case 16: ReadMetrics(ref reader, row); break;
                case 17: ReadAttributes(ref reader, row); break;
                case 18: row.Backfill = reader.Flag("backfill") ?? false; break;
            }
        }

        if (reader.Fault is not null) return;
        Require(ref reader, row);
        Place(ref reader, row, on, from, to, known);
        if (row.Metrics is not null) Ballots.Check(ref reader, row.Metrics);
    }

    private static void Require(ref RowReader reader, SignalRow row)
    {
        if (row.Source.Length == 0) reader.Fail("source", "missing", "缺少来源（source）。");
        if (row.ExternalId.Length == 0) reader.Fail("externalId", "missing", "缺少来源系统中的编号（externalId）。");
        if (row.Subjects.Count == 0) reader.Fail("cadre", "missing", "缺少干部编号（cadre）或涉及人员（subjects）。");
        if (row.Kind.Length == 0) reader.Fail("kind", "missing", "缺少信息种类（kind）。");
    }

    private void Place(ref RowReader reader, SignalRow row, DateOnly? on, DateOnly? from, DateOnly? to, DateTimeOffset? known)
    {
        if (on is not null && (from ?? to) is not null) reader.Fail("occurredOn", "bothGiven", "发生日期与起止日期只能填一种。");
        if (on is null && from is null && to is null) reader.Fail("occurredOn", "missing", "缺少发生日期（occurredOn 或 occurredFrom/occurredTo）。");
        if (on is null && from is null != to is null) reader.Fail(from is null ? "occurredFrom" : "occurredTo", "missing", "起止日期应同时填写。");
        if (reader.Fault is not null) return;
        row.OccurredFrom = on ?? from!.Value;
        row.OccurredTo = on ?? to!.Value;
        row.KnownOn = known ?? now;
        if (row.OccurredFrom > row.OccurredTo) reader.Fail("occurredTo", "periodReversed", "结束日期早于开始日期。");
        if (row.OccurredTo > today) reader.Fail(on is null ? "occurredTo" : "occurredOn", "futureDate", "发生日期在今天之后，请核对。");
        if (row.KnownOn > now + Skew) reader.Fail("knownOn", "futureDate", "知悉时间在此刻之后，请核对。");
    }

    private static void ReadCadre(ref RowReader reader, SignalRow row)
    {
        if (row.SubjectList) reader.Fail("cadre", "bothGiven", "干部编号与涉及人员只能填一种。");
        if (reader.Code("cadre", 64) is { } cadre) row.Subjects.Add(new(cadre, Responsibility.Direct));
    }

    private static void ReadSubjects(ref RowReader reader, SignalRow row)
    {
        if (row.Subjects.Count > 0) reader.Fail("subjects", "bothGiven", "干部编号与涉及人员只能填一种。");
        if (!reader.ExpectArray("subjects")) return;
        row.SubjectList = true;
        while (reader.NextItem())
        {
            if (row.Subjects.Count == 50) reader.Fail("subjects", "tooMany", "涉及人员最多 50 人。");
            var at = $"subjects[{row.Subjects.Count}]";
            if (!reader.ExpectObject(at)) return;
            if (Subject(ref reader, at) is not { } subject) return;
            if (row.Subjects.Exists(s => s.Cadre == subject.Cadre)) reader.Fail(at + ".cadre", "subjectTwice", "同一干部在涉及人员中出现了两次。");
            row.Subjects.Add(subject);
        }

        if (row.Subjects.Count == 0) reader.Fail("subjects", "empty", "涉及人员不能为空。");
    }

    private static RowSubject? Subject(ref RowReader reader, string at)
    {
        string? cadre = null;
        var responsibility = Responsibility.Direct;
        while (reader.NextField())
        {
            switch (reader.NameAmong(SubjectNames))
            {
                case 0 when reader.Value(): cadre = reader.Code(at + ".cadre", 64); break;
                case 1 when reader.Value(): responsibility = OneOf(ref reader, at + ".responsibility", Responsibilities, "unknownResponsibility", "责任应为 direct(直接责任)或 leadership(领导责任)。", responsibility); break;
                default: ForeignField.Refuse(ref reader, at + "."); return null;
            }
        }

        if (cadre is null) reader.Fail(at + ".cadre", "missing", "缺少干部编号。");
        return reader.Fault is null ? new RowSubject(cadre!, responsibility) : null;
    }

    private static readonly byte[][] SubjectNames = ["cadre"u8.ToArray(), "responsibility"u8.ToArray()];

    private static Secrecy ReadSecrecy(ref RowReader reader)
    {
        var code = reader.Code("secrecy", 32);
        if (code == "topSecret") reader.Fail("secrecy", "topSecret", "绝密级信息不得录入本系统。");
        else if (code is not null && !Secrecies.ContainsKey(code)) reader.Fail("secrecy", "unknownSecrecy", "密级应为 internal、confidential 或 secret。");
        return code is null ? Secrecy.Internal : Secrecies.GetValueOrDefault(code);
    }

    private static void ReadMetrics(ref RowReader reader, SignalRow row)
    {
        if (reader.IsNull || !reader.ExpectObject("metrics")) return;
        row.Metrics = new(StringComparer.Ordinal);
        while (reader.NextField())
        {
            if (EntryName(ref reader, "metrics", row.Metrics) is not { } name || !reader.Value()) return;
            if (reader.Number("metrics." + name) is { } value) row.Metrics.Add(name, value);
        }
    }

    private static void ReadAttributes(ref RowReader reader, SignalRow row)
    {
        if (reader.IsNull || !reader.ExpectObject("attributes")) return;
        row.Attributes = new(StringComparer.Ordinal);
        while (reader.NextField())
        {
            if (EntryName(ref reader, "attributes", row.Attributes) is not { } name || !reader.Value()) return;
            switch (name)
            {
                case "dueOn": row.DueOn = reader.Day("attributes.dueOn"); break;
                case "completedOn": row.CompletedOn = reader.Day("attributes.completedOn"); break;
                default:
                    if (reader.Text("attributes." + name, 500) is { } value) row.Attributes.Add(name, value);
                    break;
            }
        }
    }

    private static string? EntryName<T>(ref RowReader reader, string field, SortedDictionary<string, T> entries)
    {
        if (ForeignField.NamesComplainant(reader.NameForPeople())) ForeignField.Refuse(ref reader, field + ".");
        var name = reader.NameAsCode(field, 64);
        if (name is null) return null;
        if (entries.Count == 64) reader.Fail(field, "tooMany", "最多 64 项。");
        if (entries.ContainsKey(name)) reader.Fail($"{field}.{name}", "fieldTwice", "同一字段出现了两次。");
        return reader.Fault is null ? name : null;
    }

    /// <summary>A kind of the policy; the policy's own instance is returned, so that rows and states share it.</summary>
    private string? Kind(ref RowReader reader)
    {
        if (reader.Code("kind", 64) is not { } code) return null;
        if (kinds.TryGetValue(code, out var same)) return same;
        reader.Fail("kind", "unknownKind", "未知的信息种类，请使用政策中列出的种类代码。");
        return null;
    }

    private static T OneOf<T>(ref RowReader reader, string field, FrozenDictionary<string, T> known, string rule, string message, T otherwise)
    {
        if (reader.Code(field, 64) is not { } code) return otherwise;
        if (known.TryGetValue(code, out var value)) return value;
        reader.Fail(field, rule, message);
        return otherwise;
    }

    private static FrozenDictionary<string, T> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(v => char.ToLowerInvariant(v.ToString()[0]) + v.ToString()[1..]);
}

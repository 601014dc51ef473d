using System.Globalization;
using System.Text;

namespace CadreWatch.Bench.Workload;

/// <summary>
/// The fixed workload: the same seed and name give the same rows on the same day. All signal kinds, Zipf over the cadres, five years of dates,
/// 10 % revisions, 5 % duplicates, a share made to raise an alert, 200 bytes of text. An alarm is cleared by a revision some thousand rows later,
/// so that the share of alerts does not run dry as the store fills.
/// </summary>
internal sealed class SignalStream
{
    public const double RevisionShare = 0.10;
    public const double DuplicateShare = 0.05;
    private const int Memory = 4_096;
    private const int TextBytes = 200;

    private static readonly string[] Kinds =
    [
        "audit", "complaint", "petition", "personalMatters", "assessment", "evaluation", "inspection", "rectification", "discipline", "court", "procuratorate",
        "police", "tax", "enforcement", "publicOpinion", "points", "liaison", "fieldwork", "followUp", "measure", "exitEntry", "concurrentPost", "familyBusiness",
        "archive", "appointment", "commendation",
    ];

    private static readonly string[] Words = ["项目审批", "经费支出", "廉洁自律", "群众反映", "履职情况", "作风建设", "会议记录", "财务凭证", "现场核查", "整改台账", "工程招标", "公务接待"];

    private readonly Random random;
    private readonly ZipfCadres cadres;
    private readonly string name;
    private readonly DateOnly today;
    private readonly double alarmShare;
    private readonly int clearAfter;
    private readonly List<SignalSpec> recent = [];
    private readonly Queue<(int Due, SignalSpec Alarm)> toClear = new();
    private int made;

    /// <param name="name">Distinguishes the external ids of runs over the same store.</param>
    public SignalStream(int seed, string name, ZipfCadres cadres, DateOnly today, double alarmShare = 0.025, int clearAfter = 3_000)
    {
        random = new(seed);
        this.cadres = cadres;
        this.name = name;
        this.today = today;
        this.alarmShare = alarmShare;
        this.clearAfter = clearAfter;
    }

    /// <summary>A substantiated case of yesterday: the surest way to an alert.</summary>
    public static SignalSpec Case(int cadre, string externalId, DateOnly today) => new(
        cadre, externalId, "discipline", "filed", 5, "substantiated", today.AddDays(-1), new(today.AddDays(-1), new TimeOnly(8, 0), TimeSpan.FromHours(8)), Words[0]);

    public SignalSpec Next()
    {
        made++;
        if (toClear.TryPeek(out var due) && due.Due <= made) return Revise(toClear.Dequeue().Alarm, "cleared");
        var dice = random.NextDouble();
        if (recent.Count > 0)
        {
            var earlier = random.Next(recent.Count);
            if (dice < DuplicateShare) return recent[earlier] with { Role = RowRole.Duplicate };
            if (dice < DuplicateShare + RevisionShare - alarmShare) return recent[earlier] = Revise(recent[earlier], NextStatus(recent[earlier].Status));
        }

        return dice > 1 - alarmShare ? Alarm() : Remember(Plain());
    }

    private SignalSpec Plain()
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var occurred = today.AddDays(-random.Next(1, 5 * 365));
        return New(cadres.Draw(random), kind, "general", random.Next(1, 6), StatusOf(kind), occurred, KnownAfter(occurred)) with
        {
            Ballots = kind is "assessment" or "evaluation" ? Vote(random.Next(0, 20)) : null,
        };
    }

    /// <summary>A finding of the last days against anyone at all: a substantiated case, or too many ballots of dissatisfaction.</summary>
    private SignalSpec Alarm()
    {
        var occurred = today.AddDays(-random.Next(1, 8));
        var cadre = random.Next(cadres.Count);
        var alarm = random.Next(2) == 0
            ? New(cadre, "discipline", "filed", 5, "substantiated", occurred, KnownAfter(occurred, 1))
            : New(cadre, "assessment", "democratic", 3, "recorded", occurred, KnownAfter(occurred, 1)) with { Ballots = Vote(30) };
        alarm = alarm with { Role = RowRole.Alarm };
        toClear.Enqueue((made + clearAfter, alarm));
        return alarm;
    }

    private static SignalSpec Revise(SignalSpec earlier, string status) => earlier with
    {
        Status = status,
        Severity = (earlier.Severity % 5) + 1,
        KnownOn = earlier.KnownOn.AddHours(1),
        Role = RowRole.Revision,
    };

    private SignalSpec New(int cadre, string kind, string category, int severity, string status, DateOnly occurred, DateTimeOffset known) =>
        new(cadre, string.Create(CultureInfo.InvariantCulture, $"{name}-{made}"), kind, category, severity, status, occurred, known, Text());

    private SignalSpec Remember(SignalSpec row)
    {
        if (recent.Count < Memory) recent.Add(row);
        else recent[random.Next(Memory)] = row;
        return row;
    }

    private DateTimeOffset KnownAfter(DateOnly occurred, int days = 20)
    {
        var known = occurred.AddDays(random.Next(0, days));
        return new(known >= today ? today.AddDays(-1) : known, new TimeOnly(8, 0), TimeSpan.FromHours(8));
    }

    private (int Valid, int Satisfied, int Dissatisfied) Vote(int dissatisfied) => (100, random.Next(0, 100 - dissatisfied), dissatisfied);

    private string Text()
    {
        var text = new StringBuilder(TextBytes / 3);
        while (text.Length < TextBytes / 3) text.Append(Words[random.Next(Words.Length)]);
        text.Length = TextBytes / 3;
        return text.Append('.', TextBytes % 3).ToString();
    }

    private static string StatusOf(string kind) => kind is "assessment" or "evaluation" or "points" or "commendation" or "appointment" ? "recorded" : "reported";

    private static string NextStatus(string status) => status switch
    {
        "reported" => "verifying",
        "verifying" => "unsubstantiated",
        "unsubstantiated" => "verifying",
        _ => "recorded",
    };
}

using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Tests.Cadres;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.Policies;

public sealed class SentenceTests
{
    private static readonly string[] Banned = ["嫌疑人", "问题干部", "风险人员", "黑名单", "庸者", "劣者", "风险分", "可以提拔"];

    [Fact]
    public void Widths_CountAHalfWidthCharacterAsOneHalf()
    {
        Assert.Equal(7, Wording.HalfWidths("近12个"[1..] + "，a"));
        Assert.True(Wording.Fits(new string('字', 52)));
        Assert.False(Wording.Fits(new string('字', 52) + "1"));
    }

    [Fact]
    public void BallotSentence_FitsWithAnyNumbers()
    {
        var ballots = Gen.Choose(10, 100_000_000).SelectMany(valid => Gen.Choose(valid / 5, valid).Select(no => (Valid: (long)valid, No: (long)no)));
        Prop.ForAll(ballots.ToArbitrary(), b =>
        {
            var cadre = new CadreCase(DistrictPolicy.Only("satisfaction"));
            cadre.Put(cadre.Ballot("b", b.Valid, 0, b.No, SignalStatus.Reported));
            return cadre.State.Alerts.OpenOf("satisfaction") is not { } alert || IsGood(alert.Finding, unproven: true);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void CountSentence_FitsWithAnyNumbers()
    {
        var counts = Gen.Choose(0, 9_999_999).Four();
        var pattern = (CountInWindowPattern)DistrictPolicy.Only("complaints").Patterns[0];
        Prop.ForAll(counts.ToArbitrary(), c =>
        {
            var count = new WindowCount(0, c.Item1, c.Item2, c.Item3, c.Item1 + c.Item2 + c.Item3 + c.Item4, Secrecy.Internal);
            var text = pattern.Short(count, new Span(36_500, false), DistrictPolicy.Current.Parameter("complaints.yellow", new(2026, 1, 1))!);
            return Wording.Fits(text) && (c.Item1 + c.Item2 == 0 || text.Contains("未核实", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void EveryPositiveAnswer_HasGoodSentences()
    {
        var kinds = new[] { "complaint", "petition", "audit", "inspection", "discipline", "rectification" };
        var one = from kind in Gen.Elements(kinds)
                  from status in Gen.Choose(1, 7)
                  from severity in Gen.Choose(0, 5)
                  from ago in Gen.Choose(0, 900)
                  from letter in Gen.Choose(0, 3)
                  from due in Gen.Choose(-60, 60)
                  select (kind, status: (SignalStatus)status, severity, ago, letter, due);
        Prop.ForAll(Gen.ListOf(one).Resize(30).ToArbitrary(), signals =>
        {
            var cadre = new CadreCase();
            var (i, today) = (0, new DateOnly(2026, 10, 12));
            foreach (var s in signals)
                cadre.Put(cadre.Signal(
                    $"s{i++}", s.kind, s.status, today.AddDays(-s.ago), severity: s.severity, letter: s.kind == "complaint" ? s.letter : 0,
                    category: s.severity == 5 ? "立案" : null, due: s.kind == "rectification" ? today.AddDays(s.due) : null));
            return cadre.Events.OfType<AlertRaised>().Select(e => e.Finding).All(f => IsGood(f, false))
                && cadre.State.Alerts.Where(a => a.IsOpen).All(a => IsGood(a.Finding, Unproven(a.Finding)))
                && cadre.State.Alerts.Where(a => a.IsOpen).GroupBy(a => a.Finding.Pattern).All(g => g.Count() == 1);
        }).QuickCheckThrowOnFailure();
    }

    private static bool Unproven(Finding finding) =>
        finding.Pattern is not "finding" and not "overdue" && finding.Causes.Any(c => c.Status is SignalStatus.Reported or SignalStatus.Verifying);

    private static bool IsGood(Finding finding, bool unproven) =>
        Wording.Fits(finding.Short) && !Banned.Any(b => (finding.Short + finding.Full).Contains(b, StringComparison.Ordinal))
        && (!unproven || (finding.Short.Contains("未核实", StringComparison.Ordinal) && finding.Full.Contains("未核实", StringComparison.Ordinal)))
        && finding.Causes.Count <= Finding.MaxCauses && finding.Short.Any(char.IsAsciiDigit);
}

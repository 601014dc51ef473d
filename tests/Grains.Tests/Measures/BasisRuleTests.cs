using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Rules;

namespace CadreWatch.Grains.Tests.Measures;

public sealed class BasisRuleTests
{
    [Theory]
    [InlineData(MeasureKind.Reminder, "modelAlone")]
    [InlineData(MeasureKind.Inquiry, "modelAlone")]
    [InlineData(MeasureKind.Admonition, "modelAlone")]
    [InlineData(MeasureKind.Summons, "modelAlone")]
    [InlineData(MeasureKind.Verification, null)]
    public void ModelAlertAlone_StartsVerificationOnly(MeasureKind kind, string? rule) =>
        Assert.Equal(rule, BasisRule.Check(kind, MeasureCase.Content(kind), [MeasureCase.Model], hasMatter: true)?.Rule);

    [Fact]
    public void Admonition_NeedsAVerifiedFact_AndTheRefusalSaysSo()
    {
        var content = MeasureCase.Content(MeasureKind.Admonition);
        var refusal = BasisRule.Check(MeasureKind.Admonition, content, [MeasureCase.Unverified, MeasureCase.Model], true)!;
        Assert.Equal(("verifiedFactMissing", "basis"), (refusal.Rule, refusal.Field));
        Assert.Contains("已核实的事实", refusal.Message, StringComparison.Ordinal);
        Assert.Null(BasisRule.Check(MeasureKind.Admonition, content, [MeasureCase.Unverified, MeasureCase.Verified], true));
    }

    [Fact]
    public void Inquiry_NeedsANamedMatter_ButTheReportMayBeUnverified()
    {
        var content = MeasureCase.Content(MeasureKind.Inquiry);
        Assert.Equal("matterMissing", BasisRule.Check(MeasureKind.Inquiry, content, [MeasureCase.Unverified], hasMatter: false)?.Rule);
        Assert.Equal("basisMissing", BasisRule.Check(MeasureKind.Inquiry, content, [], hasMatter: true)?.Rule);
        Assert.Null(BasisRule.Check(MeasureKind.Inquiry, content, [MeasureCase.Unverified], hasMatter: true));
    }

    [Theory]
    [InlineData(MeasureKind.Inquiry, "codeMissing")]
    [InlineData(MeasureKind.Reminder, "codeMissing")]
    [InlineData(MeasureKind.Admonition, "codeMissing")]
    [InlineData(MeasureKind.AssessmentNotice, "codeMissing")]
    [InlineData(MeasureKind.Summons, null)]
    public void CodesOfTheRules_AreChosenFromTheirList(MeasureKind kind, string? rule)
    {
        var content = MeasureCase.Content(kind) with { Codes = [] };
        Assert.Equal(rule, BasisRule.Check(kind, content, [MeasureCase.Verified], true)?.Rule);
        var foreign = BasisRule.Check(kind, content with { Codes = ["unheardOf"] }, [MeasureCase.Verified], true);
        Assert.Equal(rule is null ? null : "codeUnknown", foreign?.Rule);
    }

    [Fact]
    public void AssessmentNotice_NeedsItsScore() =>
        Assert.Equal(
            "scoreMissing",
            BasisRule.Check(MeasureKind.AssessmentNotice, MeasureCase.Content(MeasureKind.AssessmentNotice) with { Score = null }, [MeasureCase.Verified], true)?.Rule);

    [Fact]
    public void FollowUp_NeedsTheDayItCountsFrom() =>
        Assert.Equal("startMissing", BasisRule.Check(MeasureKind.PostVisit, MeasureCase.Content(MeasureKind.PostVisit) with { StartOn = null }, [], false)?.Rule);

    [Fact]
    public void Lists_HaveTheSevenAspectsAndThirteenSituations()
    {
        Assert.Equal(7, MeasurePolicy.Shipped.Lists.Single(list => list.List == "aspects").Items.Length);
        Assert.Equal(13, MeasurePolicy.Shipped.Lists.Single(list => list.List == "situations").Items.Length);
        Assert.All(MeasurePolicy.Shipped.Lists, list => Assert.Equal(list.Items.Length, list.Items.DistinctBy(item => item.Code).Count()));
        Assert.Null(MeasurePolicy.Shipped.Item("unheardOf", "other"));
    }

    [Fact]
    public void BasisThatWasCleared_StopsTheMeasureAtItsNextStep()
    {
        var measure = new MeasureCase().Draft(MeasureKind.Admonition);
        measure.Refused("verifiedFactMissing", (id, at) => new SubmitMeasure(id, at, MeasureCase.Xu, [MeasureCase.Unverified]));
        measure = new MeasureCase().Approve(MeasureKind.Admonition);
        measure.Refused("verifiedFactMissing", (id, at) => new IssueMeasure(
            id, at, MeasureCase.Xu, MeasureMode.Letter, new(2026, 9, 8), [MeasureCase.Paper(1)], MeasureCase.Text(), [MeasureCase.Unverified]));
    }

    [Fact]
    public void Draft_IsRefused_WithoutRightsOrSubject()
    {
        var measure = new MeasureCase();
        DraftMeasure Of(Guid id, DateTimeOffset at, MeasureActor actor, MeasureKind kind = MeasureKind.Inquiry, string cadre = "A001") =>
            new(id, at, actor, kind, cadre, MeasureCase.Content(kind), MeasureCase.Text());

        measure.Refused("notEntitled", (id, at) => Of(id, at, MeasureCase.Guo));
        measure.Refused("notEntitled", (id, at) => Of(id, at, MeasureActor.System));
        measure.Refused("recused", (id, at) => Of(id, at, MeasureCase.Xu with { Recused = true }));
        measure.Refused("cadreMissing", (id, at) => Of(id, at, MeasureCase.Xu, cadre: " "));
        measure.Refused("cadreMissing", (id, at) => Of(id, at, MeasureCase.Xu, (MeasureKind)99));
        measure.Ok((id, at) => Of(id, at, MeasureActor.System, MeasureKind.CareVisit));
        measure.Refused("alreadyDrafted", (id, at) => Of(id, at, MeasureCase.Xu));
    }

    [Fact]
    public void Measure_ThatWasNeverDrafted_IsUnknown() =>
        new MeasureCase().Refused("unknownMeasure", (id, at) => new ArchiveMeasure(id, at, MeasureCase.Xu));
}

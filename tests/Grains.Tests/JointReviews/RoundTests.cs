using System.Reflection;
using System.Text;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.Provisions;
using FsCheck;
using FsCheck.Fluent;

namespace CadreWatch.Grains.Tests.JointReviews;

public sealed class RoundTests
{
    [Fact]
    public void Letters_NameTheDueDay_AndTheFigureItWasCountedBy()
    {
        var review = new ReviewCase();
        review.Do(review.Opening());
        var reply = Assert.IsType<RoundReply>(review.Do(new IssueRequests(review.NextId(), review.Now, "xu", [new("u1", "示组督函〔2026〕17号")])));
        Assert.Equal(new DateOnly(2026, 10, 9), reply.DueOn);
        var issued = Assert.IsType<RequestIssued>(Assert.Single(review.Last));
        Assert.Equal((10m, "2026-03", Grade.U), (issued.Limit.Value, issued.Limit.Policy, issued.Limit.Grade));
        Assert.Equal("issuedAlready", Refused(review.Do(new IssueRequests(review.NextId(), review.Now, "xu", [new("u1", "示组督函〔2026〕18号")]))));
        Assert.Equal("letterNumber", Refused(review.Do(new IssueRequests(review.NextId(), review.Now, "xu", [new("u2", "拟任局长")]))));
    }

    [Fact]
    public void LetterIntoAYearWithoutCalendar_IsRefused()
    {
        var review = new ReviewCase { Now = ReviewCase.At(2026, 12, 25, 9) };
        review.Do(review.Opening());
        Assert.Equal("calendarMissing", Refused(review.Do(new IssueRequests(review.NextId(), review.Now, "xu", [new("u1", "示组督函〔2026〕17号")]))));
    }

    [Theory]
    [InlineData(7, "tooFewUnits")]
    [InlineData(24, "tooManyUnits")]
    public void NumberOfUnits_IsBoundedByPolicy(int units, string rule)
    {
        var review = new ReviewCase(units: units);
        Assert.Equal(rule, Refused(review.Do(review.Opening())));
    }

    [Fact]
    public void PolicyWithoutTheFigure_IsRefusedByItsName()
    {
        var review = new ReviewCase { Judgement = ReviewCase.Judge(Policies.DistrictPolicy.Current) };
        var refusal = Assert.IsType<Refusal>(review.Do(review.Opening()));
        Assert.Equal(("parameterMissing", "review.fewestUnits"), (refusal.Rule, refusal.Field));
    }

    [Fact]
    public void UnitWithOnePersonAlone_IsRefused()
    {
        var review = new ReviewCase();
        var units = review.Members.Select((m, i) => i == 3 ? m with { Deputy = m.Liaison } : m).ToList();
        Assert.Equal("secondPersonNeeded", Refused(review.Do(review.Opening() with { Units = units })));
    }

    [Fact]
    public void AccountOfAnotherUnit_IsRefusedByFieldAndName()
    {
        var review = new ReviewCase();
        var units = review.Members.Select((m, i) => i == 3 ? m with { Deputy = "a1" } : m).ToList();
        var opening = Assert.IsType<Refusal>(review.Do(review.Opening() with { Units = units }));
        Assert.Equal(("accountTwice", "units", true), (opening.Rule, opening.Field, opening.Message.Contains("a1 在本批已是单位1的联络员", StringComparison.Ordinal)));
        review.Issue();
        var replacing = Assert.IsType<Refusal>(review.Do(new ReplaceLiaison(review.NextId(), review.Now, "xu", "u2", "a2", "b7")));
        Assert.Equal(("accountTwice", "deputy"), (replacing.Rule, replacing.Field));
        Assert.IsType<RoundReply>(review.Do(new ReplaceLiaison(review.NextId(), review.Now, "xu", "u2", "b2", "a2")));
        Assert.Equal(("b2", "a2"), (review.Round.Units[1].Unit.Liaison, review.Round.Units[1].Unit.Deputy));
    }

    [Fact]
    public void WhoeverSeesWhatAllUnitsSay_SpeaksForNoneOfThem()
    {
        var review = new ReviewCase();
        var opening = Assert.IsType<Refusal>(review.Do(review.Opening() with { Knowing = ["b3"] }));
        Assert.Equal(("knowingLiaison", "units", true), (opening.Rule, opening.Field, opening.Message.Contains("单位3", StringComparison.Ordinal)));
        Assert.Equal("knowingLiaison", Refused(review.Do(review.Opening() with { By = "a1" })));
        review.Issue();
        Assert.Equal("knowingLiaison", Refused(review.Do(new ChangeKnowing(review.NextId(), review.Now, "xu", ["a2"]))));
        var replacing = Assert.IsType<Refusal>(review.Do(new ReplaceLiaison(review.NextId(), review.Now, "xu", "u2", "a2", "xu")));
        Assert.Equal(("knowingLiaison", "deputy"), (replacing.Rule, replacing.Field));
        Assert.IsType<RoundReply>(review.Do(new ChangeKnowing(review.NextId(), review.Now, "xu", ["wu"])));
    }

    [Fact]
    public void Chase_LeavesALetterWithWhatWasOpen_AndOneLetterForTwoPeopleAtOnce()
    {
        var review = new ReviewCase();
        review.Do(review.Opening());
        Assert.Equal("unknownUnit", Refused(review.Do(review.Chase("示组督函〔2026〕41号", "A001"))));
        review.Issue();
        Assert.Equal("nothingOutstanding", Refused(review.Do(review.Chase("示组督函〔2026〕41号"))));
        Assert.Equal("letterNumber", Refused(review.Do(review.Chase("催办", "A001"))));
        review.Do(review.Chase("示组督函〔2026〕41号", "A003", "A001"));
        review.Do(review.Chase("示组督函〔2026〕41号", "A003", "A001"));
        Assert.Empty(review.Last);
        review.Do(review.Chase("示组督函〔2026〕42号", "A003"));
        var unit = review.Round.Find("u1")!;
        Assert.Equal((2, "xu"), (unit.Chased, unit.ChaseLetters[0].By));
        Assert.Equal(["示组督函〔2026〕41号 A001 A003", "示组督函〔2026〕42号 A003"], unit.ChaseLetters.Select(l => $"{l.Number} {string.Join(' ', l.Outstanding)}"));
    }

    [Fact]
    public void WhoeverIsNotNamed_SeesNothing_AndAUnitItsColumnOnceTheLetterWentOut()
    {
        var review = new ReviewCase();
        review.Do(review.Opening());
        Assert.Equal(RoundSight.Nothing, review.Round.SightOf("a1"));
        review.Do(new IssueRequests(review.NextId(), review.Now, "xu", [new("u1", "示组督函〔2026〕17号")]));
        Assert.Equal(RoundSight.OwnColumn, review.Round.SightOf("a1"));
        Assert.Equal(RoundSight.OwnColumn, review.Round.SightOf("b1"));
        Assert.Equal(RoundSight.Nothing, review.Round.SightOf("a2"));
        Assert.Equal(RoundSight.Whole, review.Round.SightOf("shen"));
        Assert.Equal(RoundSight.Whole, review.Round.SightOf("xu"));
        Assert.Equal(RoundSight.Nothing, review.Round.SightOf("li"));
    }

    /// <summary>Candidates may come first, last, among the others or named twice: events, rows and sheets are the same bytes.</summary>
    [Fact]
    public void WhoWasAddedToTheRegularList_LeavesNoTrace_WhateverTheOrder()
    {
        var people = Enumerable.Range(1, 12).Select(i => $"A{i:000}").ToArray();
        var expected = Trace(people);
        Prop.ForAll(Gen.Shuffle(people).ToArbitrary(), Gen.Choose(0, 11).ToArbitrary(), (order, twice) =>
            Trace([.. order, order[twice]]) == expected).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void NoFieldOfARoundOrMeeting_CouldHoldAnIntendedPost()
    {
        string[] words = ["post", "position", "intend", "candidate", "propos", "nominat", "promot", "title", "remark", "comment", "purpose", "filter"];
        var types = typeof(RoundEvent).Assembly.GetTypes()
            .Where(t => t.Namespace is "CadreWatch.Grains.JointReviews" or "CadreWatch.Grains.JointReviews.Opinions" or "CadreWatch.Grains.Meetings")
            // What a meeting is shown has words; everything else of both holds codes, days and hashes.
            .Where(t => !t.Name.Contains('<') && t.Name != "MaterialPiece");
        var offenders = from type in types
                        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                        where words.Any(w => property.Name.Contains(w, StringComparison.OrdinalIgnoreCase))
                        select $"{type.Name}.{property.Name}";
        Assert.Empty(offenders);
        // Free words of a round exist only as what a unit says and why it asks: hashes of sealed texts, never with the list itself.
        Assert.DoesNotContain(typeof(RoundEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(RoundCommand))).SelectMany(t => t.GetProperties()), p => p.PropertyType == typeof(SealedText));
        ReadTable[] tables = [ReadTableSet.Rounds, ReadTableSet.RoundPeople, ReadTableSet.Sheets, ReadTableSet.Opinions];
        Assert.Empty(tables.SelectMany(t => t.Columns).Where(c => words.Any(w => c.Name.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(c => c.Name));
        Assert.Equal(["round", "cadre"], ReadTableSet.RoundPeople.Columns.Select(c => c.Name));
    }

    [Fact]
    public void ClosedRound_TakesNothingMore()
    {
        var review = new ReviewCase().Issue();
        review.Do(new CloseRound(review.NextId(), review.Now, "xu"));
        Assert.Equal("roundClosed", Refused(review.Do(review.Chase("示组督函〔2026〕41号", "A001"))));
        Assert.IsType<RoundReply>(review.Do(new CloseRound(review.NextId(), review.Now, "xu")));
        Assert.Empty(review.Last);
    }

    private static string Trace(IReadOnlyList<string> people)
    {
        var review = new ReviewCase();
        review.Do(review.Opening(people));
        var opened = (RoundOpened)review.Last[0];
        var rows = review.LastRows.Select(r => string.Join('|', r.Values.Select(v => v is byte[] b ? Encoding.UTF8.GetString(b) : v?.ToString())));
        return string.Join(',', opened.People) + string.Join('\n', rows);
    }

    private static string Refused(object reply) => Assert.IsType<Refusal>(reply).Rule;
}

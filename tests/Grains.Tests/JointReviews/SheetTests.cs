using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.JointReviews.Opinions;
using static CadreWatch.Grains.Tests.JointReviews.ReviewCase;

namespace CadreWatch.Grains.Tests.JointReviews;

public sealed class SheetTests
{
    private readonly ReviewCase review = new ReviewCase().Issue();

    [Fact]
    public void EnteredOpinion_CountsOnlyAfterTheSecondPerson()
    {
        review.Enter("a1", Entry("A001"));
        Assert.Equal(CellState.Awaiting, review.First.StateOf("A001"));
        Assert.False(Cell.IsSettled(review.First.StateOf("A001")));
        Assert.Equal("secondPersonNeeded", Refused(review.Confirm("a1", "A001")));
        review.Confirm("b1", "A001");
        Assert.Equal(CellState.NoObjection, review.First.StateOf("A001"));
        Assert.Equal(0, review.First.Awaiting);
    }

    [Fact]
    public void DeputyEnters_AndTheLiaisonConfirms()
    {
        review.Enter("b1", Entry("A001"));
        Assert.Equal("secondPersonNeeded", Refused(review.Confirm("b1", "A001")));
        Assert.Equal(1, Assert.IsType<SheetReply>(review.Confirm("a1", "A001")).Changed);
    }

    [Fact]
    public void AccountOfAnotherUnit_IsToldThatThereIsNoSuchSheet()
    {
        Assert.Equal("unknownSheet", Refused(review.Enter("a2", Entry("A001"))));
        Assert.Equal("unknownSheet", Refused(review.Confirm("xu", "A001")));
        Assert.Equal(Refused(new ReviewCase().Do(new EnterOpinions(Guid.NewGuid(), Start, "a1", []))), Refused(review.Enter("a2")));
    }

    [Fact]
    public void BulkEntryAndConfirmation_AreTakenWholeOrNotAtAll()
    {
        Assert.Equal("unknownCadre", Refused(review.Enter("a1", Entry("A001"), Entry("X999"))));
        Assert.All(review.First.Cells, c => Assert.Same(Cell.Untouched, c));
        review.Enter("a1", [.. review.People.Select(p => Entry(p))]);
        Assert.Equal(4, review.First.Awaiting);
        review.Enter("b1", Entry("A002", OpinionAnswer.Verifying));
        Assert.Equal("secondPersonNeeded", Refused(review.Confirm("b1", [.. review.People])));
        Assert.Equal(4, review.First.Awaiting);
        review.Confirm("b1", "A001", "A003", "A004");
        review.Confirm("a1", "A002");
        Assert.Equal([CellState.NoObjection, CellState.Verifying, CellState.NoObjection, CellState.NoObjection], review.People.Select(review.First.StateOf));
    }

    [Theory]
    [InlineData(OpinionAnswer.Objection, false, "factMissing")]
    [InlineData(OpinionAnswer.NoObjection, true, "factWithoutObjection")]
    public void FactsAndAnswer_MustAgree(OpinionAnswer answer, bool withFact, string rule) =>
        Assert.Equal(rule, Refused(review.Enter("a1", Entry("A001", answer, withFact ? [Fact()] : []))));

    [Fact]
    public void FactOfTheFuture_OrCleared_IsRefused()
    {
        Assert.Equal("factDays", Refused(review.Enter("a1", Entry("A001", OpinionAnswer.Objection, Fact(new(2026, 9, 19))))));
        Assert.Equal("factStatus", Refused(review.Enter("a1", Entry("A001", OpinionAnswer.Objection, Fact(status: SignalStatus.Cleared)))));
    }

    [Fact]
    public void SameContentAgain_IsNoRevision()
    {
        review.Enter("a1", Entry("A001"));
        review.Enter("a1", Entry("A001"));
        Assert.Empty(review.Last);
        review.Confirm("b1", "A001");
        review.Enter("a1", Entry("A001"));
        Assert.Empty(review.Last);
        Assert.Equal(1, review.First.CellOf("A001").Revisions);
    }

    [Fact]
    public void ClearAnswerUnderRevision_IsNoLongerNoObjection_WhileAnObjectionStands()
    {
        review.Enter("a1", Entry("A001"), Entry("A002", OpinionAnswer.Objection, Fact()));
        review.Confirm("b1", "A001", "A002");
        review.Enter("a1", Entry("A001", OpinionAnswer.Objection, Fact()), Entry("A002"));
        Assert.Equal(CellState.Awaiting, review.First.StateOf("A001"));
        Assert.Equal(CellState.Objection, review.First.StateOf("A002"));
        review.Confirm("b1", "A001", "A002");
        Assert.Equal((CellState.Objection, CellState.NoObjection), (review.First.StateOf("A001"), review.First.StateOf("A002")));
        Assert.Equal(2, review.First.CellOf("A001").Confirmed!.Opinion.Revision);
    }

    [Fact]
    public void ReturnedEntry_KeepsItsNumber_AndTheNextOneIsANewRevision()
    {
        review.Enter("a1", Entry("A001", OpinionAnswer.Objection, Fact()));
        review.Do(new ReturnOpinions(review.NextId(), review.Now, "b1", [new("A001", 1)], Sealed("依据不足")));
        Assert.Equal(CellState.NotDue, review.First.StateOf("A001"));
        review.Enter("a1", Entry("A001"));
        Assert.Equal(2, review.First.CellOf("A001").Pending!.Revision);
        Assert.Equal("changedMeanwhile", Refused(review.Do(new ConfirmOpinions(review.NextId(), review.Now, "b1", [new("A001", 1)]))));
        Assert.Equal("changedMeanwhile", Refused(review.Enter("b1", Entry("A001", OpinionAnswer.Verifying) with { Seen = 1 })));
    }

    [Fact]
    public void RecusedAccount_NeitherEntersNorConfirms_AndARecusedCellTakesNothing()
    {
        Assert.Equal("recused", Refused(review.Do(new EnterOpinions(review.NextId(), review.Now, "a1", [Entry("A001")], ["A001"]))));
        review.Enter("a1", Entry("A001"));
        Assert.Equal("recused", Refused(review.Do(new ConfirmOpinions(review.NextId(), review.Now, "b1", [new("A001", 1)], ["A001"]))));
        review.Do(new DeclareRecusal(review.NextId(), review.Now, "b1", ["A001"], Sealed("夫妻关系")));
        Assert.Equal((CellState.Recused, 0), (review.First.StateOf("A001"), review.First.Awaiting));
        Assert.Equal("recused", Refused(review.Enter("a1", Entry("A001"))));
        review.Do(new EndRecusal(review.NextId(), review.Now, "b1", ["A001"]));
        Assert.Equal(CellState.NotDue, review.First.StateOf("A001"));
    }

    [Fact]
    public void DueDayOver_MakesTheUnansweredOverdue_AndNothingBefore()
    {
        review.Enter("a1", Entry("A001"), Entry("A002"));
        review.Confirm("b1", "A001");
        review.Do(new DeclareRecusal(review.NextId(), review.Now, "b1", ["A003"], Sealed("回避")));
        Assert.Equal(new DateOnly(2026, 10, 9), review.First.ClockDay);
        Assert.Equal(At(2026, 10, 10), review.First.ClockAt);
        review.Pass(At(2026, 10, 9, 23));
        Assert.Empty(review.Last);
        review.Pass(At(2026, 10, 10));
        Assert.Equal([CellState.NoObjection, CellState.Awaiting, CellState.Recused, CellState.Overdue], review.People.Select(review.First.StateOf));
        review.Enter("a1", Entry("A004"));
        review.Confirm("b1", "A004");
        Assert.Equal(CellState.NoObjection, review.First.StateOf("A004"));
    }

    [Fact]
    public void Extension_IsGrantedByTheDepartmentAlone_AndRunsOutByItself()
    {
        AskExtension Ask(DateOnly until) => new(review.NextId(), review.Now, "a1", ["A001", "A002"], until, Sealed("核查尚未结束"));
        Assert.Equal("extensionTooLong", Refused(review.Do(Ask(new(2026, 10, 20)))));
        Assert.Equal("extensionTooShort", Refused(review.Do(Ask(new(2026, 10, 9)))));
        review.Enter("a1", Entry("A002"));
        review.Confirm("b1", "A002");
        Assert.Equal(1, Assert.IsType<SheetReply>(review.Do(Ask(new(2026, 10, 14)))).Extension);
        Assert.Equal(["A001"], review.First.Extensions[0].Cadres);
        Assert.Equal(CellState.NotDue, review.First.StateOf("A001"));
        Assert.Equal("secondPersonNeeded", Refused(review.Do(new DecideExtension(review.NextId(), review.Now, "b1", 1, true))));
        review.Do(new DecideExtension(review.NextId(), review.Now, "xu", 1, true));
        Assert.Equal(CellState.Extended, review.First.StateOf("A001"));
        review.Pass(At(2026, 10, 10));
        Assert.Equal((CellState.Extended, CellState.Overdue), (review.First.StateOf("A001"), review.First.StateOf("A003")));
        Assert.Equal(new DateOnly(2026, 10, 14), review.First.ClockDay);
        review.Pass(At(2026, 10, 15));
        Assert.Equal(CellState.Overdue, review.First.StateOf("A001"));
    }

    [Fact]
    public void DeclinedExtension_LeavesTheDueDay()
    {
        review.Do(new AskExtension(review.NextId(), review.Now, "a1", ["A001"], new(2026, 10, 14), Sealed("核查")));
        review.Do(new DecideExtension(review.NextId(), review.Now, "xu", 1, false, Sealed("不同意")));
        review.Pass(At(2026, 10, 10));
        Assert.Equal(CellState.Overdue, review.First.StateOf("A001"));
        Assert.Equal("decidedAlready", Refused(review.Do(new DecideExtension(review.NextId(), review.Now, "xu", 1, true))));
    }

    [Fact]
    public void OpinionPastItsValidity_SaysNothingAnyMore()
    {
        review.Enter("a1", [.. review.People.Select(p => Entry(p))]);
        review.Confirm("b1", [.. review.People]);
        Assert.Equal(new DateOnly(2027, 3, 18), review.First.ClockDay);
        review.Pass(At(2027, 3, 19));
        Assert.All(review.People, p => Assert.Equal(CellState.Expired, review.First.StateOf(p)));
        Assert.Null(review.First.ClockDay);
        Assert.Contains(review.LastRows, r => r.Table == ReadTableSet.Deadlines && r.Delete);
    }

    [Fact]
    public void WhateverIsOpen_IsNeverNoObjection() =>
        Assert.All(
            Enum.GetValues<CellState>().Where(s => s is not (CellState.NoObjection or CellState.Objection or CellState.Verifying or CellState.Recused)),
            s => Assert.False(Cell.IsSettled(s)));

    [Fact]
    public void WordsOfFacts_LieBesideTheEvent_AndInTheirOwnTable()
    {
        review.Enter("a1", Entry("A001"), Entry("A002", OpinionAnswer.Objection, Fact(text: "甲事"), Fact(new(2026, 1, 5), "乙事")));
        var facts = review.LastRows.Where(r => r.Table == ReadTableSet.OpinionFacts).ToList();
        Assert.Equal(["甲事", "乙事"], facts.Select(r => r.Values[5]));
        Assert.All(facts, r => Assert.Equal(["r1", "u1", "A002", 1L], r.Values.Take(4)));
    }

    [Fact]
    public void OtherFilesBesideTheSameWords_AreARevision_AndATableThatSaysNothingOfThemIsNone()
    {
        FactEntry With(params string[] files) => Fact() with { Attachments = [.. files.Select(f => new AttachmentEntry(f, Sealed($"{f}.pdf"), 10))] };
        OpinionEntry Stated(FactEntry fact) => Entry("A001", OpinionAnswer.Objection, fact);
        review.Enter("a1", Stated(With("x")));
        Assert.Equal(0, Assert.IsType<SheetReply>(review.Enter("a1", Stated(With("x")))).Changed);
        Assert.Equal(0, Assert.IsType<SheetReply>(review.Enter("a1", Stated(Fact()))).Changed);
        Assert.Equal(1, Assert.IsType<SheetReply>(review.Enter("a1", Stated(With("x", "y")))).Changed);
        Assert.Equal(["x", "y"], review.First.CellOf("A001").Pending!.Facts![0].Attachments!.Select(a => a.Sha256));
        Assert.Equal(1, Assert.IsType<SheetReply>(review.Enter("a1", Stated(With()))).Changed);
        Assert.Null(review.First.CellOf("A001").Pending!.Facts![0].Attachments);
    }

    [Fact]
    public void FormerLiaisonsEntry_WaitsForTheNewOne()
    {
        review.Enter("a1", Entry("A001"));
        review.Do(new ChangeSheetLiaison(review.NextId(), review.Now, "system", "c1", "d1"));
        Assert.Equal("unknownSheet", Refused(review.Confirm("b1", "A001")));
        Assert.Equal(("a1", 1), (review.First.CellOf("A001").Pending!.EnteredBy, Assert.IsType<SheetReply>(review.Confirm("c1", "A001")).Changed));
        Assert.Equal(CellState.NoObjection, review.First.StateOf("A001"));
    }

    [Fact]
    public void ClosedSheet_TakesNoOpinion_AndItsClockStops()
    {
        review.Do(new CloseSheet(review.NextId(), review.Now, "system"));
        Assert.Null(review.First.ClockAt);
        Assert.Equal("sheetClosed", Refused(review.Enter("a1", Entry("A001"))));
    }

    private static string Refused(object reply) => Assert.IsType<Refusal>(reply).Rule;
}

using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Tests.Cadres;
using CadreWatch.Grains.Tests.Policies;

namespace CadreWatch.Grains.Tests.Access;

public sealed class ActingViewerTests
{
    private readonly CadreCase cadre = new(DistrictPolicy.Only("complaints"));

    public ActingViewerTests()
    {
        cadre.Complaints(2);
        cadre.Put(cadre.Signal("c3", secrecy: Secrecy.Confidential));
    }

    private AlertId Alert => cadre.Open("complaints").Id;

    public static TheoryData<string> Blind => ["office", "unit", "clearance", "ownStaff", "role", "recused", "lenderRecused"];

    [Theory]
    [MemberData(nameof(Blind))]
    public void ActOnWhatTheViewerMayNotSee_IsRefusedLikeAMissingAlert(string lacks)
    {
        var viewer = Blinded(lacks);
        var missing = cadre.Do(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "guo", AlertId.Of(Guid.Empty, "none")));
        Assert.Equal(missing, cadre.Do(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "guo", Alert) { As = viewer }));
        Assert.Equal(missing, cadre.Do(new DismissAlert(cadre.NextId(), CadreCase.Now, "guo", Alert, CadreCase.Sealed("重复"), Seen: 99) { As = viewer }));
        Assert.Equal(missing, cadre.Do(new EscalateAlert(cadre.NextId(), CadreCase.Now, "guo", Alert, "li", CadreCase.Sealed("呈报")) { As = viewer, Recipient = Of(Over()) }));
        Assert.Equal(missing, cadre.Do(new MergeAlert(cadre.NextId(), CadreCase.Now, "guo", Alert, Alert, CadreCase.Sealed("并案")) { As = viewer }));
        Assert.Empty(cadre.Last);
    }

    [Theory]
    [MemberData(nameof(Blind))]
    public void AttributionOfWhatTheViewerMayNotSee_IsRefusedLikeAMissingSignal(string lacks)
    {
        var signal = cadre.Put(cadre.Signal("old", on: new(2010, 1, 1), secrecy: Secrecy.Confidential)).Signal;
        AttributeSignal To(SignalKey key) => new(cadre.NextId(), CadreCase.Now, "guo", key, true, CadreCase.Sealed("当时分管")) { As = Blinded(lacks) };
        var missing = cadre.Do(To(SignalKey.Of("12380", "none", "A001")));
        Assert.Equal(missing, cadre.Do(To(signal)));
        Assert.Empty(cadre.Last);
        Assert.IsType<AttributionReply>(cadre.Do(To(signal) with { As = Of(Over()) }));
    }

    [Fact]
    public void ActOfAViewerWithTheRight_TakesEffect() =>
        Assert.IsType<AlertReply>(cadre.Do(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "guo", Alert) { As = Of(Over()) }));

    [Fact]
    public void Rights_FollowTheCurrentRosterLine()
    {
        var viewer = Of(Over() with { Units = new HashSet<string> { "U1" } });
        cadre.Do(cadre.Roster(unit: "U2", content: 2));
        Assert.Equal("unknownAlert", cadre.RefusedRule(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "guo", Alert) { As = viewer }));
        cadre.Do(cadre.Roster(unit: "U1", content: 3));
        Assert.IsType<AlertReply>(cadre.Do(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "guo", Alert) { As = viewer }));
    }

    [Fact]
    public void AlertGoesOnlyToWhoeverMayActOnIt()
    {
        var head = Of(Over());
        AssignAlert To(Viewer? assignee) => new(cadre.NextId(), CadreCase.Now, "guo", Alert, "li") { As = head, Assignee = assignee };
        Assert.Equal("assigneeCannotSee", cadre.RefusedRule(To(null)));
        Assert.Equal("assigneeCannotSee", cadre.RefusedRule(To(Of(Over() with { Clearance = Secrecy.Internal }))));
        Assert.Equal("assigneeCannotSee", cadre.RefusedRule(To(Of(Over()) with { Recused = new HashSet<string> { "A001" } })));
        Assert.IsType<AlertReply>(cadre.Do(To(Of(Over()))));
    }

    [Fact]
    public void Phone_AcknowledgesAndDoesNothingElse()
    {
        var phone = Of(Over()) with { Phone = true };
        Assert.Equal("notOnPhone", cadre.RefusedRule(new CloseAlert(cadre.NextId(), CadreCase.Now, "guo", Alert, AlertOutcome.Handled) { As = phone }));
        Assert.IsType<AlertReply>(cadre.Do(new AcknowledgeAlert(cadre.NextId(), CadreCase.Now, "guo", Alert) { As = phone }));
    }

    [Fact]
    public void SecrecyOfAnAlert_FollowsItsCauses_UpWhenEndedToo()
    {
        Assert.Equal(Secrecy.Confidential, cadre.State.SecrecyOf(cadre.Open("complaints")));
        cadre.Put(cadre.Signal("c3", content: 2, knownOn: CadreCase.At(2026, 10, 11), secrecy: Secrecy.Internal));
        Assert.Equal(Secrecy.Internal, cadre.State.SecrecyOf(cadre.Open("complaints")));
        var id = Alert;
        cadre.Do(new CloseAlert(cadre.NextId(), CadreCase.Now, "guo", id, AlertOutcome.Handled));
        cadre.Put(cadre.Signal("c2", content: 3, knownOn: CadreCase.At(2026, 10, 11), secrecy: Secrecy.Secret));
        Assert.Equal(Secrecy.Secret, cadre.State.SecrecyOf(cadre.State.Alerts.Find(id)!));
        var row = Assert.Single(cadre.LastRows, r => r.Table == ReadTableSet.Alerts && (string)r.Values[0]! == id.ToString());
        Assert.Equal(3L, row.Values[Array.FindIndex(ReadTableSet.Alerts.Columns, c => c.Name == "secrecy")]);
    }

    [Theory]
    [InlineData(new[] { Role.Administrator, Role.Supervisor }, true)]
    [InlineData(new[] { Role.Auditor, Role.ComplaintOfficer }, true)]
    [InlineData(new[] { Role.Administrator, Role.Auditor }, false)]
    [InlineData(new[] { Role.Administrator, Role.AgencyLiaison }, false)]
    [InlineData(new[] { Role.Supervisor, Role.DepartmentHead }, false)]
    public void RolesThatSeeCases_NeverMeetAdministratorOrAuditor(Role[] roles, bool conflict) => Assert.Equal(conflict, Roles.Conflict(roles));

    [Fact]
    public void AlertIsReportedOnlyToAnotherWhoMayActOnIt_AndWithAReason()
    {
        var head = Of(Over());
        EscalateAlert To(Viewer? recipient, string to = "li", string reason = "需部务会研究") =>
            new(cadre.NextId(), CadreCase.Now, "guo", Alert, to, CadreCase.Sealed(reason)) { As = head, Recipient = recipient };
        Assert.Equal("recipientCannotSee", cadre.RefusedRule(To(null)));
        Assert.Equal("recipientCannotSee", cadre.RefusedRule(To(Of(Over() with { Clearance = Secrecy.Internal }))));
        Assert.Equal("recipientCannotSee", cadre.RefusedRule(To(head, "guo")));
        Assert.Equal("reasonMissing", cadre.RefusedRule(To(head, reason: "")));
        Assert.IsType<AlertReply>(cadre.Do(To(head)));
        Assert.Equal(("li", AlertStanding.Open), (cadre.Open("complaints").EscalatedTo, cadre.Open("complaints").Standing));
    }

    [Fact]
    public void AlertIsMergedOnlyIntoWhatIsNoMoreSecret_AndThatTheViewerMayActOn()
    {
        var two = new CadreCase();
        two.Complaints(3);
        var ballot = two.Ballot("b1", 100, 80, 21);
        two.Put(ballot with { Facts = ballot.Facts with { Secrecy = Secrecy.Confidential } });
        var (low, high) = (two.Open("complaints").Id, two.Open("satisfaction").Id);
        MergeAlert Into(AlertId from, AlertId into, Secrecy clearance = Secrecy.Secret, string reason = "同一事项") =>
            new(two.NextId(), CadreCase.Now, "guo", from, into, CadreCase.Sealed(reason)) { As = Of(Over() with { Clearance = clearance }) };
        Assert.Equal("cannotMergeThere", two.RefusedRule(Into(low, high)));
        Assert.Equal(
            two.Do(Into(low, AlertId.Of(Guid.Empty, "none"), Secrecy.Internal)), two.Do(Into(low, high, Secrecy.Internal)));
        Assert.Equal("reasonMissing", two.RefusedRule(Into(high, low, reason: "")));
        Assert.IsType<AlertReply>(two.Do(Into(high, low)));
        Assert.Equal((AlertStanding.Merged, low), (two.State.Alerts.Find(high)!.Standing, two.State.Alerts.Find(high)!.MergedInto));
    }

    [Fact]
    public void Phone_DecidesNoAttribution()
    {
        var signal = cadre.Put(cadre.Signal("old", on: new(2010, 1, 1))).Signal;
        var phone = Of(Over()) with { Phone = true };
        Assert.Equal("notOnPhone", cadre.RefusedRule(new AttributeSignal(cadre.NextId(), CadreCase.Now, "guo", signal, true, CadreCase.Sealed("当时分管")) { As = phone }));
    }

    private static Viewer Blinded(string lacks)
    {
        var grant = Over();
        return lacks switch
        {
            "office" => Of(grant with { Offices = new HashSet<string> { "elsewhere" } }),
            "unit" => Of(grant with { Units = new HashSet<string> { "U2" } }),
            "clearance" => Of(grant with { Clearance = Secrecy.Internal }),
            "ownStaff" => Of(grant with { OwnStaff = true }),
            "role" => Of(grant with { Role = Role.ComplaintOfficer }),
            "recused" => Of(grant) with { Recused = new HashSet<string> { "A001" } },
            _ => Of(grant with { OnBehalfOf = "other", AlsoRecused = new HashSet<string> { "A001" } }),
        };
    }

    private static Grant Over() => new(Role.Supervisor, new HashSet<string> { CaseFacts.Root }, null, Secrecy.Confidential, false);

    private static Viewer Of(Grant grant) => new("guo", "", 1, [grant], new HashSet<string>());
}

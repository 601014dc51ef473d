using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Tests.JointReviews;

namespace CadreWatch.Grains.Tests.Meetings;

/// <summary>One meeting through its commands: jiang convenes, xu records, xu and shen present, three units send one person each.</summary>
internal sealed class MeetingCase
{
    private readonly MeetingGrain grain = new();
    private int commands;

    public static IReadOnlyList<Participant> People { get; } =
    [
        new("jiang", null, Secrecy.Secret, true, null), new("xu", null, Secrecy.Secret, true, null), new("shen", null, Secrecy.Confidential, false, null),
        new("a1", "u1", Secrecy.Confidential, false, null), new("a2", "u2", Secrecy.Confidential, true, ["u1", "u2"]), new("a3", "u3", Secrecy.Internal, false, ["u3"]),
    ];

    public static IReadOnlyList<AgendaItem> Items { get; } =
    [
        new("p1", ItemKind.Person, "A001", "shen", []), new("p2", ItemKind.Person, "A002", "shen", ["a1"]), new("p3", ItemKind.Person, "A003", "li", ["xu"]),
        new("m1", ItemKind.Matter, null, "xu", []),
    ];

    public static IReadOnlyList<Piece> Pieces { get; } =
    [
        new("person", PieceKind.Person, null, Secrecy.Internal, false), new("u1", PieceKind.Opinion, "u1", Secrecy.Internal, false),
        new("u2", PieceKind.Opinion, "u2", Secrecy.Confidential, false), new("u3", PieceKind.Opinion, "u3", Secrecy.Internal, false),
        new("u4", PieceKind.Opinion, "u4", Secrecy.Internal, false), new("letter", PieceKind.Fact, "u2", Secrecy.Internal, true),
        new("alert", PieceKind.Alert, null, Secrecy.Secret, false),
    ];

    public MeetingState State { get; private set; } = new("m1");

    public DateTimeOffset Now { get; set; } = ReviewCase.At(2026, 10, 12, 9);

    public Judgement Judgement { get; } = ReviewCase.Judge(ReviewCase.Policy);

    public List<MeetingEvent> Last { get; private set; } = [];

    public List<RowChange> LastRows { get; private set; } = [];

    public Guid NextId() => new(++commands, 0, 0, new byte[8]);

    public object Do(MeetingCommand command)
    {
        var before = State;
        var decision = MeetingDecider.Decide(State, command, Judgement);
        Last = [.. decision.Events.Cast<MeetingEvent>()];
        State = Last.Aggregate(State, grain.Apply);
        LastRows = [.. grain.Rows(MeetingGrain.IdOf("m1"), before, State, decision.Texts)];
        return decision.Reply;
    }

    public object Do(Func<Guid, DateTimeOffset, MeetingCommand> command) => Do(command(NextId(), Now));

    public MeetingCase Call()
    {
        Do((id, at) => new CallMeeting(id, at, "xu", 2026, 4, "jiang", "xu", ["xu", "shen"], People, Round: "r1"));
        Do((id, at) => new SetAgenda(id, at, "xu", Items));
        return this;
    }

    public MeetingCase Freeze()
    {
        Do((id, at) => new FreezeMaterial(id, at, "xu", [.. Items.Select(i => new ItemMaterial(i.Id, Words(i.Id), Pieces, ["inquiry"]))]));
        return this;
    }

    /// <summary>Everybody named signs in, then xu starts.</summary>
    public MeetingCase Start(params string[] accounts)
    {
        Call().Freeze();
        foreach (var account in accounts.Union(["xu"]))
            Do((id, at) => new SignIn(id, at, account));
        Do((id, at) => new StartMeeting(id, at, "xu"));
        return this;
    }

    public object Show(string item, string by = "xu") => Do((id, at) => new ShowItem(id, at, by, item));

    public object Conclude(string item, string code = "verify", string by = "jiang") =>
        Do((id, at) => new RecordConclusion(id, at, by, item, code, ReviewCase.Sealed("待核查结果")));

    public MeetingCase End()
    {
        foreach (var item in Items)
            Conclude(item.Id);
        Do((id, at) => new EndMeeting(id, at, "jiang"));
        return this;
    }

    public static SealedText Words(string item) => SealedText.Of(
        System.Text.Encoding.UTF8.GetString(Material.Bytes(item, [.. Pieces.Select(p => new MaterialPiece(p, p.Id, $"{item} 的 {p.Id}"))])), new byte[16]);
}

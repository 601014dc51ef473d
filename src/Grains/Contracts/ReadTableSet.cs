namespace CadreWatch.Grains.Contracts;

/// <summary>The read tables of the product: what lists and scanners query. Names and posts in them serve the screen; erasing a text rewrites them.</summary>
public static class ReadTableSet
{
    /// <summary>
    /// One row per cadre. <c>name_sort</c> is the zh-CN sort key computed in .NET, <c>initials</c> the name's pinyin initials as far as they are known.
    /// <c>authority</c> and <c>own_staff</c> are what rights look at: never null.
    /// </summary>
    public static readonly ReadTable Cadres = new(
        "cadres", 2, 1,
        new("number", ColumnType.Text), new("name", ColumnType.Text), new("name_sort", ColumnType.Bytes), new("unit", ColumnType.Text),
        new("unit_name", ColumnType.Text), new("post", ColumnType.Text, true), new("post_since", ColumnType.Day, true), new("rank", ColumnType.Text, true),
        new("authority", ColumnType.Text), new("demo", ColumnType.Integer), new("tags", ColumnType.Text), new("own_staff", ColumnType.Integer),
        new("initials", ColumnType.Text));

    /// <summary>
    /// One row per alert, with its whole state as JSON; the other columns serve rights, filters, order and counts. <c>secrecy</c> is the number of
    /// <see cref="CadreWatch.Grains.Cadres.Secrecy"/>, the highest of the alert's causes as they stand now.
    /// </summary>
    public static readonly ReadTable Alerts = new(
        "alerts", 2, 1,
        new("id", ColumnType.Text), new("cadre", ColumnType.Text), new("unit", ColumnType.Text), new("authority", ColumnType.Text),
        new("own_staff", ColumnType.Integer), new("secrecy", ColumnType.Integer), new("pattern", ColumnType.Text),
        new("level_rank", ColumnType.Integer), new("state", ColumnType.Text), new("acknowledged", ColumnType.Integer), new("owner", ColumnType.Text, true),
        new("raised_at", ColumnType.Instant), new("changed_at", ColumnType.Instant), new("ended_at", ColumnType.Instant, true), new("outcome", ColumnType.Text, true),
        new("version", ColumnType.Integer), new("body", ColumnType.Json));

    /// <summary>The written reason of one step of an alert's history; a row per step that has one.</summary>
    public static readonly ReadTable AlertNotes = new(
        "alert_notes", 1, 2,
        new("alert", ColumnType.Text), new("version", ColumnType.Integer), new("cadre", ColumnType.Text), new("note", ColumnType.Text));

    /// <summary>What a grain waits for. The scanner asks the grain when it is due.</summary>
    public static readonly ReadTable Deadlines = new(
        "deadlines", 1, 2,
        new("grain", ColumnType.Text), new("name", ColumnType.Text), new("due_at", ColumnType.Instant));

    /// <summary>One row per measure, with its whole state but for the texts as JSON (<see cref="Measures.MeasureView"/>).</summary>
    public static readonly ReadTable Measures = new(
        "measures", 2, 1,
        new("id", ColumnType.Text), new("cadre", ColumnType.Text), new("kind", ColumnType.Text), new("stage", ColumnType.Text), new("running", ColumnType.Integer),
        new("office", ColumnType.Text), new("unit", ColumnType.Text), new("handler", ColumnType.Text), new("secrecy", ColumnType.Integer),
        new("number", ColumnType.Text, true), new("overdue", ColumnType.Integer), new("next_due", ColumnType.Day, true), new("debts", ColumnType.Integer),
        new("changed_at", ColumnType.Instant), new("version", ColumnType.Integer), new("authority", ColumnType.Text), new("body", ColumnType.Json));

    /// <summary>The texts of a measure, by the version that brought them: matter, comments, talk, reply, the issued file.</summary>
    public static readonly ReadTable MeasureTexts = new(
        "measure_texts", 1, 3,
        new("measure", ColumnType.Text), new("version", ColumnType.Integer), new("field", ColumnType.Text), new("cadre", ColumnType.Text), new("text", ColumnType.Text));

    /// <summary>The time limits of measures, the latest of each name; <c>due_on</c> is null where a year's calendar is not published.</summary>
    public static readonly ReadTable MeasureDeadlines = new(
        "measure_deadlines", 1, 2,
        new("measure", ColumnType.Text), new("name", ColumnType.Text), new("cadre", ColumnType.Text), new("kind", ColumnType.Text), new("office", ColumnType.Text),
        new("handler", ColumnType.Text), new("secrecy", ColumnType.Integer), new("running", ColumnType.Integer), new("standing", ColumnType.Text),
        new("base", ColumnType.Day), new("due_on", ColumnType.Day, true), new("missing_year", ColumnType.Integer, true), new("duration", ColumnType.Text));

    /// <summary>One row per entry of the trail; the id begins with its day. Search terms and purposes stand in it until their texts are erased.</summary>
    public static readonly ReadTable Trail = new(
        "trail", 1, 1,
        new("id", ColumnType.Text), new("at", ColumnType.Instant), new("account", ColumnType.Text), new("kind", ColumnType.Text), new("type", ColumnType.Text),
        new("target", ColumnType.Text, true), new("address", ColumnType.Text, true), new("session", ColumnType.Text, true), new("verb", ColumnType.Text, true),
        new("rows", ColumnType.Integer, true), new("purpose", ColumnType.Text, true), new("terms", ColumnType.Text, true));

    /// <summary>One row per account; <c>body</c> is its <see cref="CadreWatch.Grains.Accounts.AccountRights"/>. <c>state</c> is active or disabled, <c>office</c> its first one.</summary>
    public static readonly ReadTable Accounts = new(
        "accounts", 1, 1,
        new("account", ColumnType.Text), new("state", ColumnType.Text), new("version", ColumnType.Integer), new("office", ColumnType.Text), new("body", ColumnType.Json));

    /// <summary>The holder of each account by name: apart, because only the opening of an account brings it.</summary>
    public static readonly ReadTable AccountNames = new("account_names", 1, 1, new("account", ColumnType.Text), new("name", ColumnType.Text));

    /// <summary>The tree of offices and units; <c>kind</c> is office or unit.</summary>
    public static readonly ReadTable Units = new(
        "units", 1, 1,
        new("id", ColumnType.Text), new("name", ColumnType.Text), new("parent", ColumnType.Text, true), new("kind", ColumnType.Text), new("class", ColumnType.Text, true),
        new("name_sort", ColumnType.Bytes));

    /// <summary>One row per round of joint review, with its units as JSON. <c>knowing</c> holds the accounts between blanks.</summary>
    public static readonly ReadTable Rounds = new(
        "rounds", 1, 1,
        new("id", ColumnType.Text), new("year", ColumnType.Integer), new("number", ColumnType.Integer), new("state", ColumnType.Text),
        new("people", ColumnType.Integer), new("units", ColumnType.Integer), new("due_on", ColumnType.Day, true), new("opened_at", ColumnType.Instant),
        new("closed_at", ColumnType.Instant, true), new("knowing", ColumnType.Text), new("body", ColumnType.Json));

    /// <summary>Who is on a round's list, and nothing more about them.</summary>
    public static readonly ReadTable RoundPeople = new(
        "round_people", 1, 2, new("round", ColumnType.Text), new("cadre", ColumnType.Text));

    /// <summary>One row per saved population (重点干部群体), its latest version; the list is in the body and as secret as that of a round.</summary>
    public static readonly ReadTable Populations = new(
        "populations", 1, 1,
        new("id", ColumnType.Text), new("version", ColumnType.Integer), new("name", ColumnType.Text), new("saved_at", ColumnType.Instant), new("saved_by", ColumnType.Text),
        new("body", ColumnType.Json));

    /// <summary>One row per unit asked in a round: what an untouched cell of its column shows follows from it.</summary>
    public static readonly ReadTable Sheets = new(
        "sheets", 1, 2,
        new("round", ColumnType.Text), new("unit", ColumnType.Text), new("name", ColumnType.Text), new("liaison", ColumnType.Text),
        new("deputy", ColumnType.Text), new("due_on", ColumnType.Day), new("passed", ColumnType.Day), new("people", ColumnType.Integer), new("closed", ColumnType.Integer));

    /// <summary>One row per cell that something happened to; <c>state</c> is a <see cref="JointReviews.Opinions.CellState"/>.</summary>
    public static readonly ReadTable Opinions = new(
        "opinions", 1, 3,
        new("round", ColumnType.Text), new("unit", ColumnType.Text), new("cadre", ColumnType.Text), new("state", ColumnType.Integer),
        new("revision", ColumnType.Integer), new("extended_to", ColumnType.Day, true), new("body", ColumnType.Json, true));

    /// <summary>The words of the facts of one revision.</summary>
    public static readonly ReadTable OpinionFacts = new(
        "opinion_facts", 1, 5,
        new("round", ColumnType.Text), new("unit", ColumnType.Text), new("cadre", ColumnType.Text), new("revision", ColumnType.Integer),
        new("number", ColumnType.Integer), new("fact", ColumnType.Text), new("basis", ColumnType.Text));

    /// <summary>One row per joint meeting; <c>phase</c> is a <see cref="Meetings.MeetingPhase"/>, the body holds agenda, attendance and minutes.</summary>
    public static readonly ReadTable Meetings = new(
        "meetings", 1, 1,
        new("id", ColumnType.Text), new("year", ColumnType.Integer), new("number", ColumnType.Integer), new("phase", ColumnType.Integer),
        new("round", ColumnType.Text, true), new("convener", ColumnType.Text), new("recorder", ColumnType.Text), new("presenter", ColumnType.Text, true),
        new("current_item", ColumnType.Text, true), new("masked", ColumnType.Integer), new("frozen_at", ColumnType.Instant, true),
        new("material_sha256", ColumnType.Text, true), new("called_at", ColumnType.Instant), new("body", ColumnType.Json));

    /// <summary>Words of a meeting: <c>material</c> of an item, <c>reason</c>, <c>dissent.account</c>, <c>dissentName.account</c>, <c>matter.id</c>, <c>copy.number</c>.</summary>
    public static readonly ReadTable MeetingTexts = new(
        "meeting_texts", 1, 3,
        new("meeting", ColumnType.Text), new("item", ColumnType.Text), new("name", ColumnType.Text), new("text", ColumnType.Text));

    /// <summary>What follows from meetings, by owner: 督办 (<c>matter</c>), listed people whose news is looked for (<c>watch</c>), 会后新情况 (<c>late</c>, urgent).</summary>
    public static readonly ReadTable Matters = new(
        "matters", 1, 2,
        new("meeting", ColumnType.Text), new("id", ColumnType.Text), new("kind", ColumnType.Text), new("cadre", ColumnType.Text, true),
        new("owner", ColumnType.Text), new("unit", ColumnType.Text, true), new("due_on", ColumnType.Day, true), new("state", ColumnType.Text), new("urgent", ColumnType.Integer));

    /// <summary>The register: one row per model; <c>standing</c> is the number of a <see cref="Models.ModelStanding"/>, the body its whole state.</summary>
    public static readonly ReadTable Models = new(
        "models", 2, 1,
        new("version", ColumnType.Text), new("standing", ColumnType.Integer), new("proposed_at", ColumnType.Instant), new("body", ColumnType.Json));

    /// <summary>Population snapshots by version; made once, never changed.</summary>
    public static readonly ReadTable Snapshots = new(
        "population_snapshots", 1, 1, new("version", ColumnType.Text), new("on_day", ColumnType.Day), new("body", ColumnType.Json))
    { Computed = true };

    /// <summary>One row per model and month: what was scored and where the budget ends. Model <c>-</c> is the plain count alone.</summary>
    public static readonly ReadTable ScoreRuns = new(
        "score_runs", 1, 2, new("model", ColumnType.Text), new("month", ColumnType.Day), new("scored_at", ColumnType.Instant), new("body", ColumnType.Json))
    { Computed = true };

    /// <summary>
    /// One row per model, month, cadre and clearance: the latest of the month. <c>reach</c> is the clearance it is for; a lower one reads the row of the next
    /// higher reach, so that nobody's place tells of what they may not see. Numbers are millionths of log odds; null for the plain count alone.
    /// </summary>
    public static readonly ReadTable Scores = new(
        "scores", 1, 4,
        new("model", ColumnType.Text), new("month", ColumnType.Day), new("cadre", ColumnType.Text), new("reach", ColumnType.Integer), new("received", ColumnType.Integer),
        new("margin", ColumnType.Integer, true), new("proven", ColumnType.Integer, true), new("unproven", ColumnType.Integer, true), new("post", ColumnType.Integer, true),
        new("place", ColumnType.Integer, true), new("scored_at", ColumnType.Instant))
    { Computed = true };

    /// <summary>One row: by which version of the policy every cadre was judged last.</summary>
    public static readonly ReadTable Rejudgings = new("rejudgings", 1, 1, new("policy", ColumnType.Text), new("version", ColumnType.Text), new("judged_at", ColumnType.Instant)) { Computed = true };

    /// <summary>What supervisors think of a factor: one row per cadre, model, feature and account, the latest word.</summary>
    public static readonly ReadTable FactorOpinions = new(
        "factor_opinions", 1, 4,
        new("cadre", ColumnType.Text), new("model", ColumnType.Text), new("feature", ColumnType.Text), new("account", ColumnType.Text), new("agrees", ColumnType.Integer),
        new("snapshot", ColumnType.Text), new("at", ColumnType.Instant), new("note", ColumnType.Text, true));

    public static IReadOnlyList<ReadTable> All { get; } =
    [
        Cadres, Alerts, AlertNotes, Deadlines,
        Accounts, AccountNames, Units, Trail,
        Measures, MeasureTexts, MeasureDeadlines,
        Rounds, RoundPeople, Populations, Sheets, Opinions, OpinionFacts, Meetings, MeetingTexts, Matters,
        Models, Snapshots, ScoreRuns, Scores, FactorOpinions, Rejudgings,
    ];
}

using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.Ingest;

namespace CadreWatch.Silo.JointReviews.Tables;

/// <summary>One person of a table.</summary>
public sealed record TablePerson(string Number, string Name);

/// <summary>What a table that leaves the house says and asks: for one unit, its own column alone.</summary>
/// <param name="Round">The round's id.</param>
/// <param name="People">By number, as the sheet has them.</param>
public sealed record OpinionTable(string Round, MemberUnit Unit, string Letter, DateOnly DueOn, IReadOnlyList<TablePerson> People);

/// <summary>A cell that cannot be taken.</summary>
/// <param name="Cell">Such as <c>D17</c>, or <c>补充事实!A3</c> beyond the first sheet.</param>
public sealed record CellError(string Cell, string Message)
{
    public override string ToString() => $"{Cell}: {Message}";
}

/// <summary>What reading a returned table came to: opinions if it has no fault, otherwise its faults by cell and no opinion.</summary>
public sealed record TableReading(IReadOnlyList<OpinionEntry> Entries, IReadOnlyList<CellError> Errors);

/// <summary>
/// Where everything stands. The unit's own cells are D to L of its people's rows and the sheet 补充事实; all else is fixed, and its digest, under a key of this
/// installation, stands in B3: a table that was changed elsewhere, or whose list is another one, is told from one that came back as it left.
/// </summary>
internal static class TableLayout
{
    public const string Main = "意见";
    public const string More = "补充事实";
    public const int HeaderRow = 4;
    public const int FirstRow = 5;
    public const int MoreFirstRow = 2;
    public const int MoreRows = 200;
    public const int LongestText = 2_000;
    private const byte Purpose = 4;

    public static readonly string[] Answers = ["无不良反映", "有不同意见", "核查中"];
    public static readonly string[] Classes = ["干部监督", "党纪政务", "执法司法", "组织处理", "专项监督"];
    public static readonly string[] Statuses = ["未核实", "核查中", "属实"];
    public static readonly string[] Responsibilities = ["直接责任", "领导责任"];

    public static readonly string[] Header =
        ["序号", "干部编号", "姓名", "意见", "负面信息类别", "发生日期（起）", "发生日期（止）", "核实情况", "责任", "事实", "依据", "预计核毕日期"];

    public static readonly string[] MoreHeader = ["干部编号", "负面信息类别", "发生日期（起）", "发生日期（止）", "核实情况", "责任", "事实", "依据"];

    /// <summary>The fixed cells of the first sheet by reference, but for the digest itself.</summary>
    public static SortedDictionary<string, string> Fixed(OpinionTable table)
    {
        var cells = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["A1"] = $"征求意见表（{table.Unit.Name}）",
            ["A2"] = "批次",
            ["B2"] = table.Round,
            ["C2"] = "单位",
            ["D2"] = table.Unit.Id,
            ["E2"] = "文号",
            ["F2"] = table.Letter,
            ["G2"] = "截止日期",
            ["H2"] = $"{table.DueOn:yyyy-MM-dd}",
            ["A3"] = "校验码",
        };
        for (var i = 0; i < Header.Length; i++) cells[$"{(char)('A' + i)}{HeaderRow}"] = Header[i];
        for (var i = 0; i < table.People.Count; i++)
        {
            var row = FirstRow + i;
            (cells[$"A{row}"], cells[$"B{row}"], cells[$"C{row}"]) = ($"{i + 1}", table.People[i].Number, table.People[i].Name);
        }

        return cells;
    }

    public static string Digest(ContentKey key, IEnumerable<KeyValuePair<string, string>> cells)
    {
        var digest = key.Begin(Purpose, new());
        foreach (var (reference, text) in cells) digest.Add(reference).Add(text);
        return digest.End().ToString();
    }
}

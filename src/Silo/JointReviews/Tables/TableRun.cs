using System.Globalization;
using System.Text;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Silo.JointReviews.Rounds;

namespace CadreWatch.Silo.JointReviews.Tables;

/// <summary>One reading of one table: collects rows and faults by cell.</summary>
internal sealed class TableRun(OpinionTable table, bool from1904, DateOnly today)
{
    public OpinionTable Table => table;

    public List<CellError> Errors { get; } = [];

    public List<WrittenOpinion> Rows { get; } = [];

    public void Fail(string cell, string message) => Errors.Add(new(cell, message));

    /// <summary>One of the cells that the unit fills in.</summary>
    public bool IsOwn(string reference) =>
        reference[0] is >= 'D' and <= 'L' && int.TryParse(reference.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
        && row >= TableLayout.FirstRow && row < TableLayout.FirstRow + table.People.Count;

    public void Person(int index, Dictionary<string, CellText> cells, Dictionary<string, List<(string Cell, WrittenFact Fact)>> more)
    {
        var (row, number) = (TableLayout.FirstRow + index, table.People[index].Number);
        var facts = new List<WrittenFact>();
        var before = Errors.Count;
        if (Fact(cells, "", row, ['E', 'F', 'G', 'H', 'I', 'J', 'K']) is { } own) facts.Add(own);
        var added = more.GetValueOrDefault(number) ?? [];
        facts.AddRange(added.Select(a => a.Fact));
        var answer = Word(cells, $"D{row}", TableLayout.Answers);
        var expectedOn = Day(cells, $"L{row}", past: false);
        if (Errors.Count > before) return;
        if (answer < 0)
        {
            if (facts.Count > 0 || expectedOn is not null) Fail($"D{row}", "已填事实，请选择意见。");
            return;
        }

        if (answer == 0 && facts.Count > 0) Fail(added.Count > 0 ? added[0].Cell : $"D{row}", "填报“无不良反映”时不能列出事实。");
        else if (answer == 1 && facts.Count == 0) Fail($"E{row}", "填报“有不同意见”须填写类别、日期、事实和依据。");
        else Rows.Add(new(number, (OpinionAnswer)(answer + 1), facts, expectedOn));
    }

    /// <summary>Facts of the second sheet by number.</summary>
    public Dictionary<string, List<(string Cell, WrittenFact Fact)>> MoreFacts(Dictionary<string, CellText> cells)
    {
        var facts = new Dictionary<string, List<(string, WrittenFact)>>(StringComparer.Ordinal);
        var numbers = table.People.Select(p => p.Number).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < TableLayout.MoreHeader.Length; i++)
            if (Text(cells, $"{(char)('A' + i)}1") != TableLayout.MoreHeader[i]) Fail($"{TableLayout.More}!{(char)('A' + i)}1", $"固定内容被改动，应为“{TableLayout.MoreHeader[i]}”。");
        foreach (var reference in cells.Keys.Where(r => !IsOwnMore(r))) Fail($"{TableLayout.More}!{reference}", "表外单元格有内容，请删除。");
        for (var row = TableLayout.MoreFirstRow; row < TableLayout.MoreFirstRow + TableLayout.MoreRows; row++)
        {
            var fact = Fact(cells, TableLayout.More + "!", row, ['B', 'C', 'D', 'E', 'F', 'G', 'H']);
            var number = Text(cells, $"A{row}");
            if (number.Length == 0)
            {
                if (fact is not null) Fail($"{TableLayout.More}!A{row}", "请填写干部编号。");
            }
            else if (!numbers.Contains(number))
            {
                Fail($"{TableLayout.More}!A{row}", "名单中没有该干部编号。");
            }
            else if (fact is not null)
            {
                if (!facts.TryGetValue(number, out var list)) facts[number] = list = [];
                list.Add(($"{TableLayout.More}!A{row}", fact));
            }
        }

        return facts;
    }

    private static bool IsOwnMore(string reference) =>
        reference[0] is >= 'A' and <= 'H' && int.TryParse(reference.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
        && row < TableLayout.MoreFirstRow + TableLayout.MoreRows;

    /// <summary>Columns: class, from, to, status, responsibility, fact, basis. Null where all are empty or one is at fault.</summary>
    private WrittenFact? Fact(Dictionary<string, CellText> cells, string sheet, int row, char[] columns)
    {
        string At(int i) => $"{columns[i]}{row}";
        if (columns.All(c => !cells.ContainsKey($"{c}{row}"))) return null;
        var before = Errors.Count;
        var (kind, status, who) = (
            Word(cells, At(0), TableLayout.Classes, sheet), Word(cells, At(3), TableLayout.Statuses, sheet), Word(cells, At(4), TableLayout.Responsibilities, sheet));
        var (from, to) = (Day(cells, At(1), past: true, sheet), Day(cells, At(2), past: true, sheet));
        var (text, basis) = (Words(cells, At(5), sheet), Words(cells, At(6), sheet));
        if (Errors.Count > before) return null;
        if (kind < 0) Fail(sheet + At(0), "请选择负面信息类别。");
        if (from is null) Fail(sheet + At(1), "请填写发生日期。");
        if (from > to) Fail(sheet + At(2), "止于早于起始日期。");
        if (status < 0) Fail(sheet + At(3), "请选择核实情况。");
        if (who < 0) Fail(sheet + At(4), "请选择责任。");
        if (text.Length == 0) Fail(sheet + At(5), "请填写事实。");
        if (basis.Length == 0) Fail(sheet + At(6), "请填写依据。");
        return Errors.Count > before
            ? null
            : new((NegativeClass)(kind + 1), from!.Value, to ?? from.Value, (SignalStatus)(status + 2), (Responsibility)(who + 1), text, basis);
    }

    private string Text(Dictionary<string, CellText> cells, string reference, string sheet = "")
    {
        if (!cells.TryGetValue(reference, out var cell)) return "";
        if (!cell.IsFormula) return cell.Text;
        Fail(sheet + reference, "不得使用公式，请填写内容。");
        return "";
    }

    /// <summary>Place in the list; −1 where empty.</summary>
    private int Word(Dictionary<string, CellText> cells, string reference, string[] words, string sheet = "")
    {
        var text = Text(cells, reference, sheet);
        var index = Array.IndexOf(words, text);
        if (text.Length > 0 && index < 0) Fail(sheet + reference, $"“{Shown(text)}”不在可选项中，应为：{string.Join('、', words)}。");
        return index;
    }

    private string Words(Dictionary<string, CellText> cells, string reference, string sheet)
    {
        var text = Text(cells, reference, sheet).Normalize(NormalizationForm.FormC);
        if (text.Length > TableLayout.LongestText) Fail(sheet + reference, $"不得超过 {TableLayout.LongestText} 字。");
        else if (text.Contains('\0')) Fail(sheet + reference, "含有不能保存的字符。");
        return text;
    }

    private DateOnly? Day(Dictionary<string, CellText> cells, string reference, bool past, string sheet = "")
    {
        if (Text(cells, reference, sheet).Length == 0) return null;
        if (SheetCells.Day(cells[reference], from1904) is not { } day)
        {
            Fail(sheet + reference, $"“{Shown(cells[reference].Text)}”不是日期，应如 2026-01-05。");
            return null;
        }

        if (past && day > today) Fail(sheet + reference, "日期晚于今日。");
        return day;
    }

    private static string Shown(string text) => text.Length <= 20 ? text : text[..20] + "…";
}

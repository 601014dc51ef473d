using System.Text;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Units;

namespace CadreWatch.Silo.People;

/// <summary>One account as it was set up.</summary>
/// <param name="Version">One more with every change.</param>
public sealed record Person(string Account, string Name, bool Disabled, long Version, AccountRights Rights)
{
    internal static Person Of(object?[] row, Dictionary<string, string> names)
    {
        var account = (string)row[0]!;
        var body = row[4] switch { byte[] bytes => bytes, var text => Encoding.UTF8.GetBytes((string)text!) };
        return new(account, names.GetValueOrDefault(account, account), (string)row[1]! == "disabled", (long)row[2]!, AccountBody.Read(body));
    }
}

/// <summary>The tree from its rows.</summary>
internal static class UnitRows
{
    public static UnitState State(IEnumerable<object?[]> rows) => UnitState.Empty with
    {
        Units = UnitState.Empty.Units.AddRange(rows.Select(row => KeyValuePair.Create(
            (string)row[0]!,
            new UnitLine((string)row[0]!, (string)row[1]!, (string?)row[2], (string)row[3]! == "office" ? UnitKind.Office : UnitKind.Unit, (string?)row[4])))),
    };
}

using System.Collections.Frozen;

namespace CadreWatch.Silo.Ingest;

/// <summary>
/// Fields that no row has. A complainant's identity is refused by the field's name, wherever it stands, until its own vault exists;
/// anything else is refused as unknown, so that a misspelt field is never dropped in silence.
/// </summary>
internal static class ForeignField
{
    private static readonly FrozenSet<string> Identity = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "complainant", "complainantName", "complainantId", "complainantPhone", "complainantIdentity", "reporter", "reporterName", "reporterPhone", "reporterId",
        "informant", "informantName", "whistleblower", "petitioner", "petitionerName", "accuser", "accuserName", "realName", "idCard", "idCardNumber", "idNumber",
        "phone", "phoneNumber", "mobile", "telephone", "举报人", "举报人姓名", "举报人电话", "信访人", "信访人姓名", "实名", "身份证", "身份证号", "电话", "手机号", "联系方式");

    public static bool NamesComplainant(string name) => Identity.Contains(name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));

    /// <summary>Refuses the row for the field whose name the reader stands on.</summary>
    public static void Refuse(ref RowReader reader, string path)
    {
        var name = reader.NameForPeople();
        if (NamesComplainant(name)) reader.Fail(path + name, "complainantIdentityRefused", "不得提交举报人身份信息，请删除该字段后重新提交。");
        else reader.Fail(path + name, "unknownField", "未知字段，请核对字段名。");
    }
}

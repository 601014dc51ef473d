using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Accounts;

/// <summary>One account as a grain; the key is its name.</summary>
public sealed class AccountGrain : GrainKind<AccountState, AccountCommand, AccountEvent>
{
    public override string Name => "account";

    public static GrainId IdOf(string account) => new("account", account);

    public override AccountState Empty(GrainId id) => new(id.Key);

    public override AccountState Apply(AccountState state, AccountEvent @event) => AccountState.Apply(state, @event);

    public override Decision Decide(AccountState state, AccountCommand command, Judgement judgement) => AccountDecider.Decide(state, command, judgement);

    public override IEnumerable<RowChange> Rows(GrainId id, AccountState before, AccountState after, IReadOnlyList<EventText> texts)
    {
        if (after.Version == before.Version) yield break;
        yield return new(ReadTableSet.Accounts,
        [
            after.Account, after.IsDisabled ? "disabled" : "active", after.Version,
            after.Rights.Assignments.SelectMany(a => a.Offices).FirstOrDefault() ?? "", AccountBody.Write(after.Rights),
        ]);
        if (texts.LastOrDefault(t => t.Field == "name") is { } name)
            yield return new(ReadTableSet.AccountNames, [after.Account, Encoding.UTF8.GetString(name.Text.Bytes.Span)]);
    }
}

/// <summary>The rights of an account as JSON of its row.</summary>
public static class AccountBody
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write(AccountRights rights) => JsonSerializer.SerializeToUtf8Bytes(rights, Options);

    public static AccountRights Read(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize<AccountRights>(body, Options) ?? AccountRights.None;
}

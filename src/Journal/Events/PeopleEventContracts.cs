using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Units;

namespace CadreWatch.Journal.Events;

/// <summary>Stored names and versions of the events of accounts and of the tree of units.</summary>
public static class PeopleEventContracts
{
    public static IReadOnlyList<EventContract> All { get; } =
    [
        EventContract.Current("account.opened", 1, PeopleJson.Compact.AccountOpened),
        EventContract.Current("account.rightsChanged", 1, PeopleJson.Compact.AccountRightsChanged),
        EventContract.Current("account.delegated", 1, PeopleJson.Compact.AccountDelegated),
        EventContract.Current("account.delegationEnded", 1, PeopleJson.Compact.AccountDelegationEnded),
        EventContract.Current("account.deputySet", 1, PeopleJson.Compact.AccountDeputySet),
        EventContract.Current("account.disabled", 1, PeopleJson.Compact.AccountDisabled),
        EventContract.Current("account.enabled", 1, PeopleJson.Compact.AccountEnabled),
        EventContract.Current("units.put", 1, PeopleJson.Compact.UnitPut),
        EventContract.Current("units.removed", 1, PeopleJson.Compact.UnitRemoved),
    ];
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AccountOpened))]
[JsonSerializable(typeof(AccountRightsChanged))]
[JsonSerializable(typeof(AccountDelegated))]
[JsonSerializable(typeof(AccountDelegationEnded))]
[JsonSerializable(typeof(AccountDeputySet))]
[JsonSerializable(typeof(AccountDisabled))]
[JsonSerializable(typeof(AccountEnabled))]
[JsonSerializable(typeof(UnitPut))]
[JsonSerializable(typeof(UnitRemoved))]
internal sealed partial class PeopleJson : JsonSerializerContext
{
    public static PeopleJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters = { new CodeConverter<Role>(), new CodeConverter<Secrecy>(), new CodeConverter<UnitKind>() },
    });
}

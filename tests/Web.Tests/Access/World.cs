using System.Globalization;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Units;
using CadreWatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CadreWatch.Web.Tests.Access;

/// <summary>A cadre as the test put it on the roster.</summary>
internal sealed record WorldCadre(string Number, string? Authority, string Unit, bool OwnStaff);

/// <param name="Secrecy">1 to 3.</param>
/// <param name="Revision">From 0; each is known a day later, at most 4.</param>
internal sealed record WorldSignal(string Cadre, string ExternalId, string Kind, int Secrecy, int Revision = 0);

internal sealed record WorldAccount(string Name, AccountRights Rights, bool Disabled);

/// <summary>A random district and what was fed of it into a server, in plain lists. Everything is drawn from one seed.</summary>
internal sealed class World(ServerFixture server, int seed)
{
    private static readonly string[] Statuses = ["recorded", "reported", "substantiated"];
    private readonly Random random = new(seed);
    private readonly string[] units = ["UA", "UB", "UC", "UD", "UE", "UF"];
    private int last;

    /// <summary>Office → the one above it; null below the root.</summary>
    public Dictionary<string, string?> Offices { get; } = [];

    public List<WorldCadre> Cadres { get; } = [];

    public List<WorldSignal> Signals { get; } = [];

    public List<WorldAccount> Accounts { get; } = [];

    public OpenedSilo Silo => server.Services.GetRequiredService<OpenedSilo>();

    /// <summary>Sees everybody, own staff too.</summary>
    public const string All = "all.seer";

    public async Task BuildAsync()
    {
        for (var i = 0; i < 7; i++) await PutOfficeAsync($"office-{i}", i < 2 ? null : $"office-{random.Next(i)}");
        for (var i = 0; i < 22; i++) await AddCadreAsync(Authority(), Pick(units), random.Next(6) == 0);
        foreach (var cadre in Cadres.ToList()) await AddSignalsAsync(cadre);
        var everything = new Assignment(Role.DepartmentHead, [CaseFacts.Root], null, Secrecy.Secret);
        var drafts = everything with { Role = Role.Supervisor };
        await OpenAsync(All, [everything, everything with { OwnStaff = true }, drafts, drafts with { OwnStaff = true }]);
        await OpenAsync("admin", [new(Role.Administrator, [], null, Secrecy.Internal)]);
        for (var i = 0; i < 9; i++) await OpenAsync($"viewer.{i}", Assignments());
        for (var i = 0; i < 9; i++) await VaryAsync($"viewer.{i}");
        await Silo.People.RefreshAsync(CancellationToken.None);
    }

    public string? Authority() => random.Next(8) switch { 0 => null, 1 => "elsewhere", _ => $"office-{random.Next(7)}" };

    public string Unit() => Pick(units);

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public async Task<WorldCadre> AddCadreAsync(string? authority, string unit, bool ownStaff)
    {
        var cadre = new WorldCadre($"C{++last:000}", authority, unit, ownStaff);
        Cadres.Add(cadre);
        await PostAsync(cadre);
        return cadre;
    }

    public async Task<WorldCadre> MoveAsync(WorldCadre cadre, string? authority, string unit, bool ownStaff)
    {
        var moved = cadre with { Authority = authority, Unit = unit, OwnStaff = ownStaff };
        Cadres[Cadres.IndexOf(cadre)] = moved;
        await PostAsync(moved);
        return moved;
    }

    /// <summary>Up to two signals that raise an alert each, and some that raise none.</summary>
    public async Task AddSignalsAsync(WorldCadre cadre)
    {
        if (random.Next(5) > 0) await AddSignalAsync(cadre, "evaluation", random.Next(1, 4));
        if (random.Next(3) == 0) await AddSignalAsync(cadre, "discipline", random.Next(1, 4));
        for (var i = random.Next(3); i > 0; i--) await AddSignalAsync(cadre, "commendation", random.Next(1, 4));
    }

    public Task AddSignalAsync(WorldCadre cadre, string kind, int secrecy) =>
        PutSignalAsync(new(cadre.Number, $"S{++last:000}", kind, secrecy));

    /// <summary>The signal with another secrecy, known a day later.</summary>
    public async Task ReviseAsync(WorldSignal signal, int secrecy)
    {
        Signals.Remove(signal);
        await PutSignalAsync(signal with { Secrecy = secrecy, Revision = signal.Revision + 1 });
    }

    public async Task PutOfficeAsync(string id, string? parent)
    {
        Offices[id] = parent;
        await AskAsync(UnitGrain.District, new PutUnit(Guid.NewGuid(), Now, "test", new(id, id, parent, UnitKind.Office, null)));
    }

    public async Task OpenAsync(string account, IReadOnlyList<Assignment> assignments)
    {
        Accounts.Add(new(account, AccountRights.None with { Assignments = assignments }, false));
        await AskAsync(AccountGrain.IdOf(account), new OpenAccount(Guid.NewGuid(), Now, "test", Sealed(account), assignments));
    }

    public async Task ChangeAsync(string account, AccountRights rights)
    {
        Change(account, a => a with { Rights = rights });
        await AskAsync(AccountGrain.IdOf(account), new ChangeRights(Guid.NewGuid(), Now, "test", rights.Assignments, rights.SelfCadre, rights.Relatives, Sealed("测试")));
    }

    public WorldAccount Account(string name) => Accounts.Single(a => a.Name == name);

    public List<Assignment> Assignments()
    {
        Role[] roles = [Role.Supervisor, Role.DeputyHead, Role.CommitteePrincipal, Role.ComplaintOfficer, Role.AgencyLiaison, Role.Supervisor];
        return [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Assignment(
            Pick(roles), [random.Next(6) == 0 ? CaseFacts.Root : $"office-{random.Next(7)}"], random.Next(2) == 0 ? null : [.. units.Where(_ => random.Next(2) == 0).Append(Unit())],
            (Secrecy)random.Next(1, 4), random.Next(5) == 0, random.Next(6) == 0 ? Today.AddDays(random.Next(2)) : null, null))
            .Select(a => a.From is null && random.Next(6) == 0 ? a with { Until = Today.AddDays(random.Next(-1, 1)) } : a)];
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).DateTime);

    private async Task VaryAsync(string account)
    {
        var relatives = Enumerable.Range(0, random.Next(3)).Select(_ => Pick(Cadres).Number).ToList();
        await ChangeAsync(account, Account(account).Rights with { SelfCadre = random.Next(2) == 0 ? Pick(Cadres).Number : null, Relatives = relatives });
        var other = $"viewer.{random.Next(9)}";
        if (random.Next(3) == 0 && other != account)
        {
            var lent = new Delegation(other, Today.AddDays(random.Next(-2, 2)), Today.AddDays(random.Next(0, 3)), "");
            if (lent.Until >= lent.From)
            {
                Change(account, a => a with { Rights = a.Rights with { Delegations = [lent] } });
                await AskAsync(AccountGrain.IdOf(account), new CadreWatch.Grains.Accounts.Delegate(Guid.NewGuid(), Now, "test", other, lent.From, lent.Until, Sealed("外出")));
            }
        }

        if (random.Next(2) == 0)
        {
            var pair = account.EndsWith('8') ? "viewer.0" : $"viewer.{(account[^1] - '0') ^ 1}";
            Change(account, a => a with { Rights = a.Rights with { Deputy = pair } });
            await AskAsync(AccountGrain.IdOf(account), new SetDeputy(Guid.NewGuid(), Now, "test", pair));
        }

        if (account != "viewer.7") return;
        Change(account, a => a with { Disabled = true });
        await AskAsync(AccountGrain.IdOf(account), new DisableAccount(Guid.NewGuid(), Now, "test", Sealed("离任")));
    }

    private void Change(string account, Func<WorldAccount, WorldAccount> change)
    {
        var at = Accounts.FindIndex(a => a.Name == account);
        Accounts[at] = change(Accounts[at]);
    }

    private async Task AskAsync(GrainId grain, Command command) => Assert.IsNotType<Refusal>(await Silo.Engine.AskAsync(grain, command));

    private static SealedText Sealed(string text) => SealedText.Of(text, Guid.NewGuid().ToByteArray());

    private Task PostAsync(WorldCadre cadre) => SendAsync("/api/cadres", new
    {
        number = cadre.Number,
        name = "测试甲",
        unit = cadre.Unit,
        unitName = cadre.Unit + "名称",
        managementAuthority = cadre.Authority,
        tags = cadre.OwnStaff ? new[] { "组工干部" } : [],
        post = "科长",
        appointedOn = "2015-01-01",
    });

    private async Task PutSignalAsync(WorldSignal signal)
    {
        Signals.Add(signal);
        await SendAsync("/api/signals", new
        {
            source = "test",
            externalId = signal.ExternalId,
            cadre = signal.Cadre,
            kind = signal.Kind,
            category = signal.Kind == "discipline" ? "立案" : null,
            severity = 4,
            status = signal.Kind == "discipline" ? "verifying" : Statuses[0],
            occurredOn = ServerFixture.Recent(10),
            knownOn = ServerFixture.Recent(5 - signal.Revision),
            secrecy = ((Secrecy)signal.Secrecy).ToString().ToLower(CultureInfo.InvariantCulture),
            text = $"正文{signal.ExternalId}",
            metrics = signal.Kind == "evaluation" ? new { valid = 100, satisfied = 40, dissatisfied = 60 } : null,
        });
    }

    private async Task SendAsync(string path, object row)
    {
        var answer = await server.PostAsync(path, new[] { row });
        Assert.True(answer.GetProperty("accepted").GetInt32() == 1, answer.ToString());
    }
}

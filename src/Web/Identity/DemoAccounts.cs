using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Silo.Ingest;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Identity;

namespace CadreWatch.Web.Identity;

/// <summary>Accounts of the demonstration district, invented as its people are. Their passwords are drawn at the first start and stand in one file of its owner's.</summary>
internal sealed class DemoAccounts(AccountHolders holders, IServiceScopeFactory scopes)
{
    public const string File = "demo-accounts.txt";
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static readonly (string Account, string Name, Role Role, string[]? Units, Secrecy Clearance)[] People =
    [
        ("zhang.jd", "张督察（示例）", Role.Supervisor, null, Secrecy.Confidential),
        ("li.jd", "李督察（示例）", Role.Supervisor, ["YJ-U01", "YJ-U02", "YJ-U03"], Secrecy.Confidential),
        ("wang.fg", "王副部长（示例）", Role.DeputyHead, null, Secrecy.Secret),
        ("zhao.bz", "赵部长（示例）", Role.DepartmentHead, null, Secrecy.Secret),
        ("sun.sj", "孙书记（示例）", Role.CommitteePrincipal, null, Secrecy.Secret),
        ("qian.ll", "钱联络（示例）", Role.AgencyLiaison, null, Secrecy.Internal),
        ("feng.ll", "冯复核（示例）", Role.AgencyLiaison, null, Secrecy.Internal),
        ("chen.ll", "陈联络（示例）", Role.AgencyLiaison, null, Secrecy.Internal),
        ("chu.ll", "褚复核（示例）", Role.AgencyLiaison, null, Secrecy.Internal),
        ("zhou.jb", "周举报（示例）", Role.ComplaintOfficer, null, Secrecy.Confidential),
        ("wu.bg", "吴保管（示例）", Role.IdentityCustodian, null, Secrecy.Internal),
        ("zheng.sj", "郑审计（示例）", Role.Auditor, null, Secrecy.Internal),
        ("admin", "管理员（示例）", Role.Administrator, null, Secrecy.Internal),
    ];

    /// <summary>Opens them. Called only where nobody can sign in yet.</summary>
    public async Task OpenAsync(string folder, CancellationToken cancel)
    {
        var lines = People.Select(p => $"{p.Account}\t{RandomNumberGenerator.GetString(Alphabet, 16)}\t{p.Role}\t{p.Name}");
        var file = Path.Combine(folder, File);
        var written = Encoding.UTF8.GetString(SecretFile.ReadOrMake(file, () => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")));
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Credential>>();
        foreach (var line in written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')))
        {
            var person = Array.Find(People, p => p.Account == line[0]);
            if (person.Account is null || await users.FindByIdAsync(person.Account) is not null) continue;
            var rights = new Assignment(person.Role, [CaseFacts.Root], person.Units, person.Clearance);
            if (await holders.OpenAsync(person.Account, person.Name, [rights], "system", cancel) is { } refusal) throw new InvalidOperationException(refusal.Message);
            var made = await users.CreateAsync(new() { Id = person.Account, UserName = person.Account }, line[1]);
            if (!made.Succeeded && await users.FindByIdAsync(person.Account) is null) throw new InvalidOperationException(string.Join("; ", made.Errors.Select(e => e.Code)));
        }
    }
}

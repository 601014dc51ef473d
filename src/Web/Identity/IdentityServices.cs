using System.Data.Common;
using System.Globalization;
using System.Threading.RateLimiting;
using CadreWatch.Web.Accounts;
using CadreWatch.Web.Hosting;
using CadreWatch.Web.Identity.External;
using CadreWatch.Web.Identity.SignIn;
using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CadreWatch.Web.Identity;

internal static class IdentityServices
{
    /// <summary>Names of rate limits.</summary>
    public const string SignInLimit = "signIn";
    public const string IngestLimit = "ingest";

    /// <summary>Connections to PostgreSQL for sessions and accounts: every request looks its session up, and a burst of them queues here instead of using up the server's own limit.</summary>
    private const int MostConnections = 16;

    public static IServiceCollection AddAccounts(this IServiceCollection services, ServerOptions options, IConfiguration settings)
    {
        services.AddOptions<AccountOptions>().Bind(settings.GetSection("Accounts")).ValidateDataAnnotations().ValidateOnStart();
        services.AddDbContextFactory<IdentityStore>(o => Store(o, options));
        services.AddIdentityCore<Credential>(Rules).AddEntityFrameworkStores<IdentityStore>().AddDefaultTokenProviders();
        services.AddSingleton<PasswordRules>();
        services.AddScoped<IPasswordValidator<Credential>>(s => s.GetRequiredService<PasswordRules>());
        services.AddScoped<IPasskeyHandler<Credential>, PasskeyHandler<Credential>>().AddScoped<Passkeys>().AddScoped<SignInFlow>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<AccountOptions>>((o, ours) =>
        {
            o.ServerDomain = ours.Value.PasskeyDomain;
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "preferred";
        });
        services.AddSingleton<IdentitySchema>().AddSingleton<HubSessions>().AddSingleton<Sessions>().AddSingleton<SignInGuard>().AddSingleton<Invitations>();
        services.AddSingleton<IPasswordHasher<Credential>, PasswordHasher<Credential>>().AddSingleton<UnknownAccount>();
        services.AddSingleton<ApiKeys>().AddSingleton<ApiKeyCheck>().AddSingleton<AccountHolders>().AddSingleton<IAccountCredentials, AccountCredentials>().AddSingleton<DemoAccounts>().AddSingleton<SetupState>();
        services.AddHostedService<FirstStart>().AddHostedService<HubSweep>();
        var providers = ExternalProvider.Read(settings);
        services.AddSingleton(providers);
        services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme, SessionCookie.Configure).AddExternal(providers);
        services.AddAntiforgery(o =>
        {
            o.HeaderName = AntiforgeryGuard.Header;
            o.SuppressXFrameOptionsHeader = true;
            (o.Cookie.Name, o.Cookie.HttpOnly, o.Cookie.SameSite, o.Cookie.SecurePolicy) = ("cw-antiforgery", true, SameSiteMode.Strict, CookieSecurePolicy.SameAsRequest);
        });
        services.AddKeys(options);
        return services.AddRateLimiter(Limits);
    }

    /// <summary>Kept in the data folder, or in the database that several servers share: a session outlives a restart and is good with each of them.</summary>
    private static void AddKeys(this IServiceCollection services, ServerOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("cadre-watch");
        if (options.IsSqlite) protection.PersistKeysToFileSystem(KeyFolder(options.Data));
        else services.AddSingleton<KeyRepository>().AddOptions<KeyManagementOptions>().Configure<KeyRepository>((o, keys) => o.XmlRepository = keys);
    }

    private static DirectoryInfo KeyFolder(string data)
    {
        var folder = Path.Combine(data, "session-keys");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void Store(DbContextOptionsBuilder builder, ServerOptions options)
    {
        if (options.IsSqlite) builder.UseSqlite($"Data Source={Path.Combine(options.Data, "accounts.db")};Default Timeout=30");
        else builder.UseNpgsql(new DbConnectionStringBuilder
        {
            ConnectionString = options.Store,
            ["Maximum Pool Size"] = MostConnections,
            ["Max Auto Prepare"] = 20,
            ["Auto Prepare Min Usages"] = 3,
            ["Application Name"] = "cadre-watch accounts",
        }.ConnectionString);
    }

    private static void Rules(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";

        // The rules of passwords are PasswordRules; those of the framework ask for digits and capitals.
        var p = options.Password;
        (p.RequireDigit, p.RequireLowercase, p.RequireUppercase, p.RequireNonAlphanumeric, p.RequiredLength, p.RequiredUniqueChars) = (false, false, false, false, 1, 1);
        options.Lockout.AllowedForNewUsers = false;
    }

    private static void Limits(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limits)
    {
        limits.OnRejected = async (context, cancel) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture)
                : "1";
            await Problems.Of(StatusCodes.Status429TooManyRequests, "tooManyAttempts", "请求过于频繁，请稍后再试。").ExecuteAsync(context.HttpContext);
        };
        limits.AddPolicy(SignInLimit, http => RateLimitPartition.GetTokenBucketLimiter(Device.OriginOf(http), _ =>
        {
            var minute = OptionsOf(http).AttemptsPerMinute;
            return new() { TokenLimit = minute, TokensPerPeriod = Math.Max(1, minute / 6), ReplenishmentPeriod = TimeSpan.FromSeconds(10), QueueLimit = 0 };
        }));
        limits.AddPolicy(IngestLimit, http => RateLimitPartition.GetTokenBucketLimiter(http.Features.Get<ApiKeyCaller>()?.Id ?? Device.OriginOf(http), _ =>
        {
            var second = OptionsOf(http).IngestPerSecond;
            return new() { TokenLimit = second * 2, TokensPerPeriod = second, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 };
        }));
    }

    private static AccountOptions OptionsOf(HttpContext http) => http.RequestServices.GetRequiredService<IOptions<AccountOptions>>().Value;
}

using System.ComponentModel.DataAnnotations;

namespace CadreWatch.Web.Identity;

/// <summary>Rules of signing in; the section <c>Accounts</c> of the settings.</summary>
internal sealed class AccountOptions
{
    /// <summary>Shortest password. Default 10.</summary>
    [Range(8, 128)]
    public int PasswordLength { get; set; } = 10;

    /// <summary>A session that asks for nothing for so long ends. Default 8 hours: a working day.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromHours(8);

    /// <summary>A session ends after so long, whatever it does. Default 24 hours.</summary>
    public TimeSpan AbsoluteLimit { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the second step may take. Default 5 minutes.</summary>
    public TimeSpan StepLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>An invitation or reset link is good for so long. Default 72 hours.</summary>
    public TimeSpan InvitationLimit { get; set; } = TimeSpan.FromHours(72);

    /// <summary>After so many wrong attempts an account is locked to the address they came from. Default 5.</summary>
    [Range(1, 100)]
    public int AttemptsPerAddress { get; set; } = 5;

    /// <summary>
    /// After so many wrong attempts from addresses that the account never signed in from, all such addresses wait; those it knows do not. Default 50 an hour.
    /// </summary>
    [Range(1, 10_000)]
    public int AttemptsFromStrangers { get; set; } = 50;

    /// <summary>How long a lock holds. Default 15 minutes.</summary>
    public TimeSpan LockTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Attempts to sign in that one address makes in a minute, whatever the account. Default 60.</summary>
    [Range(1, 100_000)]
    public int AttemptsPerMinute { get; set; } = 60;

    /// <summary>Requests that one key makes in a second. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public int IngestPerSecond { get; set; } = 2_000;

    /// <summary>After a rotation the old key is good for so long. Default 24 hours.</summary>
    public TimeSpan KeyOverlap { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The domain that passkeys are bound to. Default: the host of the request.</summary>
    public string? PasskeyDomain { get; set; }
}

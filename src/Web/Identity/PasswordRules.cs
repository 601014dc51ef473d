using CadreWatch.Web.Identity.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CadreWatch.Web.Identity;

/// <summary>
/// Long enough, not among the common ones, not made of the account's name or of one character over and over. No rule of letters and digits: it makes passwords
/// worse.
/// </summary>
internal sealed class PasswordRules(IOptions<AccountOptions> options) : IPasswordValidator<Credential>
{
    private const int Longest = 256;

    private readonly HashSet<string> common = Read();

    /// <summary>The rule that the password breaks and what to do, or null.</summary>
    public (string Rule, string Message)? Fault(string account, string? password)
    {
        var length = options.Value.PasswordLength;
        if (password is null || password.Length < length) return ("tooShort", $"密码至少 {length} 个字符。");
        if (password.Length > Longest) return ("tooLong", $"密码最多 {Longest} 个字符。");
        if (account.Length > 2 && password.Contains(account, StringComparison.OrdinalIgnoreCase)) return ("containsAccount", "密码不能包含账号名。");
        if (password.Distinct().Count() < 4 || common.Contains(password) || common.Contains(password.TrimEnd("0123456789!@#.".ToCharArray())))
            return ("common", "这个密码太常见，请换一个。");
        return null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Credential> manager, Credential user, string? password) =>
        Task.FromResult(Fault(user.Id, password) is var (rule, message) ? IdentityResult.Failed(new IdentityError { Code = rule, Description = message }) : IdentityResult.Success);

    private static HashSet<string> Read()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("CadreWatch.Web.Identity.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase);
    }
}

namespace CadreWatch.Grains.Accounts;

/// <summary>Names of accounts: 2 to 64 lower-case ASCII letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
public static class AccountName
{
    public static bool IsValid(string? name) =>
        name?.Length is >= 2 and <= 64 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');
}

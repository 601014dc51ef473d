namespace CadreWatch.Grains.Contracts;

/// <summary>Names of versions that people choose, of policies and models: they stand in ids, addresses and file names.</summary>
public static class VersionName
{
    private const int Longest = 64;

    /// <summary>1 to 64 ASCII letters, digits, dots, underscores or hyphens, the first a letter or digit.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}

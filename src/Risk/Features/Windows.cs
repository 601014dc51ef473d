namespace CadreWatch.Risk.Features;

/// <summary>The windows that features count in, the day itself inside.</summary>
internal static class Windows
{
    public const int Days30 = 0;
    public const int Days90 = 1;
    public const int Year1 = 2;
    public const int Years2 = 3;
    public const int Years5 = 4;

    /// <summary>Older than every window.</summary>
    public const int Ever = 5;

    public const int Count = 6;

    public static readonly string[] Codes = ["30d", "90d", "1y", "2y", "5y", "ever"];

    public static readonly string[] Labels = ["近30日", "近90日", "近1年", "近2年", "近5年", "有记录以来"];

    /// <summary>The smallest window that holds a day so many days ago.</summary>
    public static int Of(int days) => days switch { < 30 => Days30, < 90 => Days90, < 365 => Year1, < 730 => Years2, < 1826 => Years5, _ => Ever };
}

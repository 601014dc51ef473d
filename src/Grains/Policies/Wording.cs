using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Provisions;

namespace CadreWatch.Grains.Policies;

/// <summary>How numbers, dates and proof are put into sentences. Widths are full widths; a half-width character counts one half.</summary>
public static class Wording
{
    /// <summary>The most a short sentence may take.</summary>
    public const int ShortWidth = 52;

    /// <summary>Width in halves of a full width, so that it is exact.</summary>
    public static int HalfWidths(string text)
    {
        var halves = 0;
        foreach (var rune in text.EnumerateRunes())
            halves += rune.Value < 0x1100 ? 1 : 2;
        return halves;
    }

    public static bool Fits(string text) => HalfWidths(text) <= 2 * ShortWidth;

    /// <summary>The first that fits. Each candidate says the same with fewer asides; the last one is short by construction.</summary>
    internal static string Fit(params ReadOnlySpan<string> candidates)
    {
        foreach (var candidate in candidates)
            if (Fits(candidate))
                return candidate;
        return candidates[^1];
    }

    internal static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    internal static string Number(decimal value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day, DateOnly on) =>
        day.ToString(day.Year == on.Year ? "M月d日" : "yyyy年M月d日", CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A share in percent, rounded towards zero, with as many decimals (one to six) as it takes not to look equal to the limit.</summary>
    internal static string Percent(long part, long whole, decimal limit)
    {
        var share = (decimal)part * 100 / whole;
        for (var decimals = 1; ; decimals++)
        {
            var scale = 1m;
            for (var i = 0; i < decimals; i++)
                scale *= 10;
            var cut = decimal.Truncate(share * scale) / scale;
            if (cut != limit || share == limit || decimals == 6)
                return cut.ToString("F" + decimals, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>未核实 3 件、核查中 1 件、属实 2 件. Whatever is unproven says 未核实.</summary>
    internal static string Proof(in WindowCount count, string unit)
    {
        var parts = new List<string>(3);
        if (count.Reported > 0)
            parts.Add($"{Provision.UnverifiedMark} {Number(count.Reported)} {unit}");
        if (count.Verifying > 0)
            parts.Add($"核查中 {Number(count.Verifying)} {unit}{(count.Reported == 0 ? $"尚{Provision.UnverifiedMark}" : "")}");
        if (count.Substantiated > 0)
            parts.Add($"属实 {Number(count.Substantiated)} {unit}");
        return string.Join('、', parts);
    }

    /// <summary>The same in its shortest form: 未核实 4 件.</summary>
    internal static string Unproven(in WindowCount count, string unit) =>
        count.Reported + count.Verifying is > 0 and var unproven ? $"{Provision.UnverifiedMark} {Number(unproven)} {unit}" : "";

    /// <summary>（text）, or nothing for nothing.</summary>
    internal static string Aside(string text) => text.Length == 0 ? "" : $"（{text}）";

    internal static string UnprovenMark(SignalStatus status) => status switch
    {
        SignalStatus.Reported => Provision.UnverifiedMark,
        SignalStatus.Verifying => $"核查中，尚{Provision.UnverifiedMark}",
        _ => "",
    };
}

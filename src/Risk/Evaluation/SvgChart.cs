using System.Globalization;
using System.Net;
using System.Text;

namespace CadreWatch.Risk.Evaluation;

/// <param name="Color">A colour of the page's style sheet, by class name.</param>
internal sealed record Series(string Name, string Color, IReadOnlyList<double> Values);

/// <summary>Small charts as inline SVG: nothing is loaded, and a value stands beside every mark as its title. NaN is left out.</summary>
internal static class SvgChart
{
    private const int Width = 640;
    private const int Height = 240;
    private const int Left = 48;
    private const int Bottom = 28;
    private const int Top = 12;

    public static string Lines(string title, IReadOnlyList<string> labels, double low, double high, IReadOnlyList<Series> series)
    {
        var svg = Begin(title, labels, low, high);
        foreach (var s in series)
        {
            var points = Enumerable.Range(0, labels.Count).Where(i => !double.IsNaN(s.Values[i])).Select(i => (X: X(i, labels.Count), Y: Y(s.Values[i], low, high), i)).ToList();
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"line {s.Color}\" points=\"{string.Join(' ', points.Select(p => F($"{p.X:0.#},{p.Y:0.#}")))}\"/>");
            foreach (var (x, y, i) in points)
                svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot {s.Color}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.5\"><title>{Text(labels[i])} {Text(s.Name)} {s.Values[i]:0.000}</title></circle>");
        }

        return End(svg, series);
    }

    public static string Bars(string title, IReadOnlyList<string> labels, double high, IReadOnlyList<Series> series)
    {
        var svg = Begin(title, labels, 0, high);
        var step = (Width - Left - 12) / (double)Math.Max(1, labels.Count);
        var width = step * 0.7 / series.Count;
        for (var s = 0; s < series.Count; s++)
            for (var i = 0; i < labels.Count; i++)
            {
                var value = series[s].Values[i];
                if (double.IsNaN(value))
                    continue;
                var y = Y(Math.Min(high, value), 0, high);
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"bar {series[s].Color}\" x=\"{Left + (step * (i + 0.15)) + (width * s):0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{Height - Bottom - y:0.#}\"><title>{Text(labels[i])} {Text(series[s].Name)} {value:0.###}</title></rect>");
            }

        return End(svg, series);
    }

    private static StringBuilder Begin(string title, IReadOnlyList<string> labels, double low, double high)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Text(title)}</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Text(title)}\">");
        for (var i = 0; i <= 4; i++)
        {
            var value = low + ((high - low) * i / 4);
            var y = Y(value, low, high);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - 12}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/><text class=\"axis\" x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{value:0.##}</text>");
        }

        for (var i = 0; i < labels.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{X(i, labels.Count):0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Text(labels[i])}</text>");
        return svg;
    }

    private static string End(StringBuilder svg, IReadOnlyList<Series> series)
    {
        svg.Append("</svg><p class=\"legend\">");
        foreach (var s in series)
            svg.Append(CultureInfo.InvariantCulture, $"<span class=\"key {s.Color}\"></span>{Text(s.Name)} ");
        return svg.Append("</p></figure>").ToString();
    }

    private static double X(int i, int count) => Left + ((Width - Left - 12) * (i + 0.5) / Math.Max(1, count));

    private static double Y(double value, double low, double high) => Height - Bottom - ((Height - Bottom - Top) * (value - low) / (high - low));

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

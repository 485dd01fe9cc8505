using System.Globalization;
using System.Text;

namespace Frontline.Bench.Road;

/// <summary>A run as an SVG: what was accepted a second, lags, memory and disk, one above the other over the same time.</summary>
internal static class RoadPicture
{
    private const int Width = 900;
    private const int PanelHeight = 130;
    private const int Left = 110;
    private const int Top = 44;
    private const int Gap = 44;

    public static string Draw(string title, IReadOnlyList<RoadSample> samples)
    {
        var seconds = samples.Select(sample => sample.Seconds).ToArray();
        (string Name, double[] Values, string Format)[] panels =
        [
            ("accepted, events/s", Rates(samples), "N0"),
            ("lag of the role furthest behind, events", [.. samples.Select(sample => (double)sample.WorstLag)], "N0"),
            ("lag of the role furthest behind, seconds", [.. samples.Select(sample => sample.LagSeconds)], "0.#"),
            ("resident memory, MB", [.. samples.Select(sample => sample.ResidentBytes / 1048576.0)], "N0"),
            ("data directory, GB", [.. samples.Select(sample => sample.DiskBytes / 1e9)], "N1"),
        ];
        var height = Top + (panels.Length * (PanelHeight + Gap)) + 10;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"20\" font-size=\"15\" font-weight=\"bold\">{title}</text>\n");
        for (var i = 0; i < panels.Length; i++)
        {
            Panel(svg, Top + (i * (PanelHeight + Gap)), panels[i].Name, seconds, panels[i].Values, panels[i].Format);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Panel(StringBuilder svg, int top, string name, double[] seconds, double[] values, string format)
    {
        var (highest, longest) = (Math.Max(values.Max(), 1e-9), Math.Max(seconds[^1], 1e-9));
        var (step, ceiling) = Scale(highest);
        double X(double second) => Left + (second / longest * (Width - Left - 20));
        double Y(double value) => top + PanelHeight - (value / ceiling * PanelHeight);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{top - 6}\" font-weight=\"bold\">{name}</text>\n");
        for (var tick = 0.0; tick <= ceiling + (step / 2); tick += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - 20}\" y1=\"{Y(tick):F1}\" y2=\"{Y(tick):F1}\" stroke=\"#ddd\"/><text x=\"{Left - 8}\" y=\"{Y(tick) + 4:F1}\" text-anchor=\"end\" fill=\"#555\">{tick.ToString(format, CultureInfo.InvariantCulture)}</text>\n");
        }

        var minutes = Scale(longest / 60).Step;
        for (var minute = 0.0; minute * 60 <= longest; minute += minutes)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(minute * 60):F1}\" y=\"{top + PanelHeight + 16}\" text-anchor=\"middle\" fill=\"#555\">{minute:0.##} min</text>\n");
        }

        svg.Append("<polyline fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"1.5\" points=\"");
        for (var i = 0; i < values.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"{X(seconds[i]):F1},{Y(values[i]):F1} ");
        }

        svg.Append("\"/>\n");
    }

    /// <summary>Round steps (1, 2 or 5 times a power of ten), some four to the highest value, and the last of them.</summary>
    private static (double Step, double Ceiling) Scale(double highest)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(highest / 4)));
        var step = new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(step => step * 5 >= highest);
        return (step, Math.Ceiling(highest / step) * step);
    }

    private static double[] Rates(IReadOnlyList<RoadSample> samples) =>
        [.. samples.Select((sample, i) => i == 0 ? sample.AcceptedEvents / sample.Seconds : (sample.AcceptedEvents - samples[i - 1].AcceptedEvents) / (sample.Seconds - samples[i - 1].Seconds))];
}

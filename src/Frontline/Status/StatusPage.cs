using System.Globalization;
using System.Net;
using System.Text;
using Frontline.Core.Roles;

namespace Frontline.Status;

/// <summary>The report as a page: HTML and styles only, since it is looked at when other things do not work.</summary>
internal static class StatusPage
{
    private const string Style = """
        body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24;background:#fff}
        h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:2rem 0 .5rem}p.facts{color:#57606a;margin:.2rem 0 1rem}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #e5e8eb;vertical-align:top}
        th{font-weight:600;color:#57606a}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
        .well,.warn{padding:.7rem 1rem;border-radius:6px;margin:.4rem 0}.well{background:#e7f6ec}.warn{background:#fdecd8}
        .ok{color:#1a7f37}.bad{color:#b42318;font-weight:600}small{color:#57606a}
        @media(prefers-color-scheme:dark){body{background:#14171a;color:#e6e9ec}th,small,p.facts{color:#9aa4af}th,td{border-color:#2b3036}.well{background:#12301d}.warn{background:#43290b}.ok{color:#5bd07f}.bad{color:#ff8f85}}
        """;

    public static string Render(StatusReport report)
    {
        var page = new StringBuilder(16 * 1024);
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"refresh\" content=\"10\"><title>Frontline: status</title><style>")
            .Append(Style).Append("</style></head><body><h1>Frontline</h1><p class=\"facts\">version ").Append(Text(report.Version)).Append(" · configuration ").Append(Text(report.ConfigFingerprint))
            .Append(" · up since ").Append(Moment(report.StartedAt)).Append(" · now ").Append(Moment(report.Now)).Append("</p>");
        Warnings(page, report);
        Table(page, "Roles", ["role", "state", "#behind, events", "#behind, s", "last error", "details"], report.Roles.Select(Role));
        Table(page, "Tables", ["table", "recorded until", "#age, s"], report.Tables.Select(table => (string[])[Text(table.Name), table.RecordedUntil is { } until ? Moment(until) : "nothing yet", Number(table.AgeSeconds)]));
        Table(page, "Ledger of the last hours", ["game", "hour", "#received", "#recorded", "#rejected", "#duplicate", "#erased", "#open"], report.Ledger.Select(Hour));
        if (report.Plans.Count > 0)
        {
            Table(page, "Tracking plans", ["game", "version", "#events"], report.Plans.Select(plan => (string[])[Text(plan.Game), Text(plan.Version), plan.Events.ToString("N0", CultureInfo.InvariantCulture)]));
        }

        Table(page, "Depends on", ["what", "kind", "state", "#answer, ms", "last error"], report.Dependencies.Select(one => (string[])[Text(one.Name), Text(one.Kind), State(one.State, one.State == DependencyStatus.Ok), Number(one.LatencyMs), Text(one.LastError)]));
        Table(page, "Listens on", ["address", "carries"], report.Ports.Select(port => (string[])[Text(port.Url), Text(port.Carries)]));
        Table(page, "Disk", ["data directory", "#free, GB", "#days until full"], [[Text(report.Disk.Path), Number(report.Disk.FreeBytes / 1e9), Text(report.Disk.DaysUntilFull is { } days ? days.ToString("0.0", CultureInfo.InvariantCulture) : "not in sight")]]);
        Table(page, "Memory", ["#resident, MB", "#collected heap holds, MB", "#collected heap takes, MB"], [[Number(report.Memory.ResidentBytes / 1e6), Number(report.Memory.ManagedBytes / 1e6), Number(report.Memory.ManagedCommittedBytes / 1e6)]]);
        return page.Append("<p><small>The same for machines: <code>curl -H 'Accept: application/json' …/status</code>. This page reloads itself every 10 seconds.</small></p></body></html>").ToString();
    }

    private static void Warnings(StringBuilder page, StatusReport report)
    {
        if (report.Warnings.Count == 0)
        {
            page.Append("<p class=\"well\">All is well.</p>");
        }

        foreach (var warning in report.Warnings)
        {
            page.Append("<p class=\"warn\">").Append(Text(warning)).Append("</p>");
        }
    }

    private static string[] Role(RoleStatus role) =>
    [
        Text(role.Name),
        State(role.State, role.State is "running" or "starting"),
        role.LagEvents is { } events ? events.ToString("N0", CultureInfo.InvariantCulture) : "",
        Number(role.LagSeconds),
        Text(role.LastError) + (role.LastErrorAt is { } at ? $" <small>{Moment(at.ToString())}</small>" : ""),
        "<small>" + string.Join(", ", (role.Details ?? new Dictionary<string, object>()).Select(Detail).Where(detail => detail is not null)) + "</small>",
    ];

    /// <summary>A number, a text, or counts by reason; null for what only machines are told.</summary>
    private static string? Detail(KeyValuePair<string, object> detail) => detail.Value switch
    {
        string or IFormattable => $"{Words(detail.Key)} {Text(Convert.ToString(detail.Value, CultureInfo.InvariantCulture))}",
        IReadOnlyDictionary<string, long> { Count: > 0 } counts => $"{Words(detail.Key)} ({string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{Words(count.Key)} {count.Value}")))})",
        _ => null,
    };

    private static string[] Hour(LedgerHour hour) =>
        [Text(hour.Game), Moment(hour.Hour), .. new[] { hour.Received, hour.Recorded, hour.Rejected, hour.Duplicate, hour.Erased, hour.Open }.Select(count => count.ToString("N0", CultureInfo.InvariantCulture))];

    /// <summary>Columns that begin with # hold numbers. Cells are HTML already.</summary>
    private static void Table(StringBuilder page, string title, string[] columns, IEnumerable<string[]> rows)
    {
        page.Append("<h2>").Append(title).Append("</h2><table><tr>");
        foreach (var column in columns)
        {
            page.Append(column[0] == '#' ? "<th class=\"n\">" : "<th>").Append(column.TrimStart('#')).Append("</th>");
        }

        page.Append("</tr>");
        var any = false;
        foreach (var row in rows)
        {
            any = true;
            page.Append("<tr>");
            for (var i = 0; i < row.Length; i++)
            {
                page.Append(columns[i][0] == '#' ? "<td class=\"n\">" : "<td>").Append(row[i]).Append("</td>");
            }

            page.Append("</tr>");
        }

        page.Append(any ? "</table>" : $"<tr><td colspan=\"{columns.Length}\"><small>nothing yet</small></td></tr></table>");
    }

    private static string State(string state, bool isWell) => $"<span class=\"{(isWell ? "ok" : "bad")}\">{Text(state)}</span>";

    private static string Number(double? value) => value is { } number ? number.ToString("N1", CultureInfo.InvariantCulture) : "";

    /// <summary>Whole seconds are enough for the eye.</summary>
    private static string Moment(string timestamp) => Text(timestamp.Split('.')[0].Replace('T', ' ')) + " UTC";

    private static string Words(string name) => Text(name.Replace('_', ' '));

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}

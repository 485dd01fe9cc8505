using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Frontline.Bench.Road;
using Frontline.Bench.Servers;

namespace Frontline.Bench.Receiver;

/// <summary>
/// The Receiver with durable acknowledgement beside nginx writing the body to its access log (no sync, no parsing), both loaded by wrk on the same two
/// cores, in turn, round by round. Needs nginx and wrk. <c>-- receiver [rounds] [seconds]</c>
/// </summary>
internal static partial class ReceiverScenario
{
    private const int NginxPort = 18_080;

    public static async Task<int> RunAsync(string[] arguments, TimeProvider time)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 7;
        var seconds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("frontline-bench-").FullName;
        await using var server = await BenchServer.StartAsync(folder, "run", "--roles", "receiver");
        var key = await server.CreateGameAsync("bench");
        using var nginx = StartNginx(folder);
        try
        {
            Console.WriteLine("| requests | connections | nginx, requests/s | Frontline, requests/s | ratio (median of rounds) | range | events/s |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            foreach (var (eventsPerBatch, connections) in (ReadOnlySpan<(int, int)>)[(100, 32), (1, 32), (1, 128)])
            {
                var script = WriteScript(folder, key, eventsPerBatch, time);
                var ours = new List<double>();
                var theirs = new List<double>();
                for (var round = 0; round <= rounds; round++)
                {
                    var reference = RunWrk(script, connections, seconds, $"http://127.0.0.1:{NginxPort}/v1/events");
                    var measured = RunWrk(script, connections, seconds, new Uri(server.Url, "v1/events").ToString());
                    File.WriteAllText(Path.Combine(folder, "access.log"), "");
                    if (round > 0)
                    {
                        theirs.Add(reference);
                        ours.Add(measured);
                    }
                }

                var ratios = ours.Zip(theirs, (mine, other) => mine / other).ToList();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {eventsPerBatch} events | {connections} | {Percentiles.Of(theirs, 50):N0} | {Percentiles.Of(ours, 50):N0} | {Percentiles.Of(ratios, 50):N2} | {ratios.Min():N2}–{ratios.Max():N2} | {Percentiles.Of(ours, 50) * eventsPerBatch:N0} |"));
            }
        }
        finally
        {
            nginx.Kill();
            nginx.WaitForExit();
        }

        return 0;
    }

    /// <summary>
    /// nginx reads a body only for a handler that wants it, so it proxies to itself over a Unix socket, as its own documentation of $request_body says. Its
    /// workers must be able to reach that socket in this process's private folder, hence the user.
    /// </summary>
    private static Process StartNginx(string folder)
    {
        var configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            {{(Environment.IsPrivilegedProcess ? "user root; " : "")}}daemon off; worker_processes 2; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { worker_connections 1024; }
            http {
              log_format body escape=none '$request_body';
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
              client_max_body_size 2m; client_body_buffer_size 1m; keepalive_requests 100000000;
              upstream self { server unix:{{folder}}/self.sock; keepalive 64; }
              server { listen 127.0.0.1:{{NginxPort}}; access_log {{folder}}/access.log body;
                location / { proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass_request_body off; proxy_set_header Content-Length ""; client_body_in_single_buffer on; proxy_pass http://self; } }
              server { listen unix:{{folder}}/self.sock; access_log off; keepalive_requests 100000000; location / { return 200 '{"accepted":100}'; } }
            }
            """);
        var nginx = Process.Start(new ProcessStartInfo("nginx", ["-c", configuration, "-p", folder]) { UseShellExecute = false })!;
        return nginx;
    }

    private static string WriteScript(string folder, string key, int eventsPerBatch, TimeProvider time)
    {
        var body = Encoding.UTF8.GetString(new EventTemplate(eventsPerBatch, 1000, new Random(1)).Next(time.GetUtcNow()).Span);
        var path = Path.Combine(folder, $"post-{eventsPerBatch}.lua");
        File.WriteAllText(path, $"wrk.method = \"POST\"\nwrk.headers[\"Authorization\"] = \"Bearer {key}\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\nwrk.body = [==[{body}]==]\n");
        return path;
    }

    private static double RunWrk(string script, int connections, int seconds, string url)
    {
        var start = new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "-s", script, url]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var wrk = Process.Start(start)!;
        var output = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{url} refused some requests: {output}");
        }

        return double.Parse(RequestsPerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RequestsPerSecond();
}

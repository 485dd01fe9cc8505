using System.Text.Json;
using System.Threading.Channels;
using Frontline.Client;
using Frontline.Warehouse.Loading;

namespace Frontline.Admin;

/// <summary><c>POST /api/rebuild</c>: makes the warehouse anew from the lake; answers lines of progress and at the end the result. A client that goes away stops it.</summary>
internal static class RebuildEndpoint
{
    private const string Reason = "It was asked for.";

    public static void MapRebuild(this IEndpointRouteBuilder endpoints, Loader loader) =>
        endpoints.MapPost("/api/rebuild", async context =>
        {
            var cancellation = context.RequestAborted;
            context.Response.ContentType = "application/x-ndjson";
            var reports = Channel.CreateBounded<RebuildProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            var rebuild = RebuildAsync(loader, reports.Writer, cancellation);
            RebuildProgress last = default;
            await foreach (var progress in reports.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                last = progress;
                await WriteLineAsync(context, new { Done = progress.EntriesLoaded, Total = progress.EntriesTotal, Stage = $"{progress.RowsLoaded} rows" }).ConfigureAwait(false);
            }

            await rebuild.ConfigureAwait(false);
            await WriteLineAsync(context, new { Result = new { Entries = last.EntriesLoaded, Rows = last.RowsLoaded } }).ConfigureAwait(false);
        });

    private static async Task RebuildAsync(Loader loader, ChannelWriter<RebuildProgress> reports, CancellationToken cancellation)
    {
        try
        {
            await loader.RebuildAsync(Reason, new Reports(reports), cancellation).ConfigureAwait(false);
        }
        finally
        {
            reports.Complete();
        }
    }

    private static async Task WriteLineAsync(HttpContext context, object line)
    {
        await JsonSerializer.SerializeAsync(context.Response.Body, line, WireJson.Options, context.RequestAborted).ConfigureAwait(false);
        await context.Response.WriteAsync("\n", context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private sealed class Reports(ChannelWriter<RebuildProgress> reports) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => reports.TryWrite(value);
    }
}

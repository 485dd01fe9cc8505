using System.Diagnostics;
using System.Globalization;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Lake.Sealing;

namespace Frontline.Bench.Lake;

/// <summary>
/// CPU per event (of all threads) for writing, reading and sealing landing files, and bytes per event in them.
/// <c>lake [files] [events per file] [directory]</c>
/// </summary>
internal static class LakeBenchmark
{
    private const long RecordedHour = 490_000;
    private static readonly ChainId Chain = new("0123456789ab", 0);

    public static async Task<int> RunAsync(string[] args)
    {
        var files = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 60;
        var eventsPerFile = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000;
        var root = Path.Combine(args.Length > 2 ? args[2] : Path.GetTempPath(), "frontline-lake-bench");
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);

        try
        {
            await MeasureAsync(new LocalObjectStore(new PhysicalFileSystem(), root, new Random(1)), files, eventsPerFile).ConfigureAwait(false);
            return 0;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task MeasureAsync(LocalObjectStore store, int files, int eventsPerFile)
    {
        var names = 0;
        var events = new MobileEvents(seed: 7);
        for (var warmUp = 0; warmUp < 5; warmUp++)
            await ReadAsync(store, [await RowFiles.WriteAsync(store, NewName(DataFileKind.Landing, 0), DataFileKind.Landing, events.Next(eventsPerFile, entry: 1)).ConfigureAwait(false)]).ConfigureAwait(false);

        var rows = Enumerable.Range(1, files).Select(entry => events.Next(eventsPerFile, entry)).ToList();
        var count = (double)files * eventsPerFile;
        var landing = new List<DataFile>();
        var writing = await CpuMicrosAsync(async () =>
        {
            foreach (var block in rows)
                landing.Add(await RowFiles.WriteAsync(store, NewName(DataFileKind.Landing, 0), DataFileKind.Landing, block).ConfigureAwait(false));
        }).ConfigureAwait(false);
        var reading = await CpuMicrosAsync(() => ReadAsync(store, landing)).ConfigureAwait(false);
        IReadOnlyList<DataFile> output = [];
        var sealing = await CpuMicrosAsync(async () => output = await Sealer.MergeAsync(store, NewName, [.. landing.Select(file => (file, RecordedHour))]).ConfigureAwait(false)).ConfigureAwait(false);

        Console.WriteLine("| step | CPU µs/event | bytes/event |");
        Console.WriteLine("|---|---|---|");
        Print("write landing files", writing / count, landing.Sum(file => file.Bytes) / count);
        Print("read landing files", reading / count, null);
        Print("seal (read, merge, write)", sealing / count, null);
        foreach (var file in output.GroupBy(file => file.Kind))
            Print($"sealed {file.Key}", null, file.Sum(one => one.Bytes) / (double)file.Sum(one => one.Rows));

        string NewName(DataFileKind kind, long hour)
        {
            var counter = Interlocked.Increment(ref names);
            return kind == DataFileKind.Landing ? LakeNames.Landing(Chain, "0123456789abcdef", counter) : LakeNames.Sealed(kind, hour, Chain, "0123456789abcdef", counter);
        }
    }

    private static async Task ReadAsync(LocalObjectStore store, IEnumerable<DataFile> files)
    {
        foreach (var file in files)
        {
            await foreach (var _ in RowFiles.ReadAsync(store, file).ConfigureAwait(false))
            {
            }
        }
    }

    private static async Task<double> CpuMicrosAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.TotalProcessorTime;
        await work().ConfigureAwait(false);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds;
    }

    private static void Print(string step, double? micros, double? bytes) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {micros:0.00} | {bytes:0.0} |"));
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Frontline.Core.State;
using Frontline.Embedded.State;

namespace Frontline.Bench.State;

/// <summary>
/// What the keyed state costs an event as it grows: entries of 10,000 events, each with a new identity, a player looked up and written once a batch of 100.
/// <c>state [millions of events] [directory]</c>
/// </summary>
internal static class StateBenchmark
{
    private const int EventsPerEntry = 10_000;
    private const int EventsPerBatch = 100;
    private const int EventsPerRow = 5_000_000;
    private const int Players = 100_000;
    private const int PlayerBytes = 60;

    public static Task<int> RunAsync(string[] args, TimeProvider time)
    {
        var events = (args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 60) * 1_000_000;
        var directory = Path.Combine(args.Length > 1 ? args[1] : Path.GetTempPath(), "frontline-state-bench");
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        try
        {
            using var state = new RocksDbStateEngine().Open(directory);
            Measure(state, directory, events, time);
            return Task.FromResult(0);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Measure(IKeyedState state, string directory, long events, TimeProvider time)
    {
        Console.WriteLine("| events, millions | CPU µs/event | s | state MB | bytes/event | table files | memory MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        using var process = Process.GetCurrentProcess();
        var random = new Random(1);
        var batch = new StateBatch();
        var started = time.GetTimestamp();
        var cpu = TimeSpan.Zero;
        for (var done = 0L; done < events;)
        {
            Fill(state, batch, random);
            state.Commit(batch);
            batch.Clear();
            done += EventsPerEntry;
            if (done % EventsPerRow != 0)
                continue;

            process.Refresh();
            var files = new DirectoryInfo(directory).GetFiles("*.sst");
            var bytes = files.Sum(file => file.Length);
            var spent = process.TotalProcessorTime - cpu;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {done / 1_000_000} | {spent.TotalMicroseconds / EventsPerRow:0.00} | {time.GetElapsedTime(started).TotalSeconds:0.0} | {bytes / 1e6:0} | {(double)bytes / done:0.0} | {files.Length} | {process.WorkingSet64 / 1e6:0} |"));
            cpu = process.TotalProcessorTime;
            started = time.GetTimestamp();
        }
    }

    private static void Fill(IKeyedState state, StateBatch batch, Random random)
    {
        for (var index = 0; index < EventsPerEntry; index++)
        {
            var identity = new byte[23];
            identity[0] = (byte)'k';
            random.NextBytes(identity.AsSpan(7));
            batch.Put(identity, []);
            if (index % EventsPerBatch == 0)
            {
                var player = new byte[17];
                player[0] = (byte)'p';
                BinaryPrimitives.WriteInt32BigEndian(player.AsSpan(1), random.Next(Players) * 40_503);
                var value = state.Get(player) ?? new byte[PlayerBytes];
                random.NextBytes(value);
                batch.Put(player, value);
            }
        }
    }
}

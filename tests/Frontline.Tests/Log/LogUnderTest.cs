using System.Text;
using Frontline.Core.Faults;
using Frontline.Embedded.Files;
using Frontline.Embedded.Log;
using Frontline.Testing.Files;

namespace Frontline.Tests.Log;

/// <summary>A log on a forgetful disk in a folder of its own.</summary>
internal sealed class LogUnderTest : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LogUnderTest()
    {
        var disk = Directory.CreateDirectory(folder.In("disk")).FullName;
        Files = new ForgetfulFileSystem(new PhysicalFileSystem(), disk);
        Path = System.IO.Path.Combine(disk, "log");
    }

    public ForgetfulFileSystem Files { get; }

    public string Path { get; }

    /// <summary>Segments of four blocks, so that a few records fill one; one order of operations.</summary>
    public SegmentLogOptions Options { get; set; } = SmallLog.Options with { SegmentBytes = 16 * 1024, RecordBytesMax = 6 * 1024, GroupBytesMax = 8 * 1024, PendingBytesMax = 64 * 1024, DirectoryBytesMax = 1024 * 1024, PreparesAhead = false, SpareSegmentsMax = 2 };

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public int Seed { get; set; } = 1;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public IReadOnlyList<string> Segments => Directory.GetFiles(Path, "*.segment").Order(StringComparer.Ordinal).ToList();

    public ValueTask<SegmentLog> OpenAsync(IFaultPoints? faults = null) => SegmentLog.OpenAsync(Files, Path, Options, Time, new Random(Seed++), faults);

    /// <summary>A log with records in it whose process was killed.</summary>
    public async Task FillAndKillAsync(params string[] records)
    {
        var log = await OpenAsync();
        await AppendAsync(log, records);
        Files.Kill();
        await log.DisposeAsync();
    }

    public static async Task AppendAsync(SegmentLog log, params string[] records)
    {
        foreach (var record in records)
        {
            await log.AppendAsync(Encoding.UTF8.GetBytes(record));
        }
    }

    public static IReadOnlyList<string> ReadAll(SegmentLog log)
    {
        var records = new List<string>();
        using var reader = log.OpenReader(log.Begin);
        while (reader.TryRead(out var record))
        {
            records.Add(Encoding.UTF8.GetString(record.Span));
        }

        return records;
    }

    /// <summary>Where a text stands in a file.</summary>
    public static int Find(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) is >= 0 and var offset ? offset : throw new InvalidOperationException($"'{text}' is not in '{file}'.");

    public static void Flip(string file, long offset)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Position = offset;
        var value = stream.ReadByte();
        stream.Position = offset;
        stream.WriteByte((byte)(value ^ 0x10));
    }

    public void Dispose()
    {
        Files.Dispose();
        folder.Dispose();
    }
}

using System.Diagnostics;
using Frontline.Importing;
using Frontline.Properties.Fuzzing;
using Xunit;

namespace Frontline.Properties.Importing;

/// <summary>
/// Parquet files to import that are bent, cut, or put together of two: read as rows, or refused with a sentence. Never another exception, a read without an end, or the memory of a
/// large file; a whole one is read exactly. Should the engine take the process with it, the file is left in a folder <c>frontline-parquet-…</c> among the temporary ones.
/// </summary>
public sealed class ParquetFuzzTests : IDisposable
{
    private const int Cases = 500;

    /// <summary>Twice the engine's own bound. A file has a few kilobytes.</summary>
    private const long GrowthBytesMax = 1L << 30;

    /// <summary>A thousand times as long as a read takes, so that it says nothing about the machine.</summary>
    private static readonly TimeSpan ReadLimit = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("frontline-parquet-").FullName;
    private readonly DamagedParquet files;

    public ParquetFuzzTests() => files = new DamagedParquet(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_damaged_file_is_refused_with_a_sentence_or_read_as_rows() => Fuzz.RequireNone(FirstFault(Fuzz.Seed, Cases * Fuzz.Times, Read));

    public static TheoryData<string> Canaries => ["throws", "the engine's own exception", "no sentence", "refuses whole files", "loses a row"];

    [Theory]
    [MemberData(nameof(Canaries))]
    public void The_harness_finds_a_planted_bug(string bug) => Assert.NotNull(FirstFault(seed: 1, Cases, bug switch
    {
        "throws" => file => file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xFF, 0xFF, 0xFF, 0x0F]) >= 0 ? throw new InvalidOperationException("a planted exception") : Read(file),
        "the engine's own exception" => file => Otherwise(file, static refusal => refusal.GetBaseException()),
        "no sentence" => file => Otherwise(file, static refusal => new ImportFileException(refusal.GetBaseException().Message)),
        "refuses whole files" => file => Read(file) is { Count: 40 } ? throw new ImportFileException("It is refused.") : Read(file),
        _ => file => [.. Read(file).Skip(1)],
    }));

    [Fact]
    public void The_harness_finds_a_read_without_an_end()
    {
        using var end = new ManualResetEventSlim();
        Assert.NotNull(FirstFault(seed: 1, Cases, _ => [end.Wait(Timeout.Infinite) ? "" : null], readLimit: TimeSpan.FromMilliseconds(100)));
        end.Set();
    }

    [Fact]
    public void The_harness_finds_a_read_that_takes_too_much_memory() => Assert.NotNull(FirstFault(
        seed: 1,
        Cases,
        file =>
        {
            // Touched, or the system gives none of it.
            var taken = GC.AllocateUninitializedArray<byte>(256 << 20);
            taken.AsSpan().Fill(1);
            return taken[file.Length] == 1 ? Read(file) : [];
        },
        growthBytesMax: 64 << 20));

    private List<string?> Read(byte[] file)
    {
        var path = Path.Combine(folder, "events.parquet");
        File.WriteAllBytes(path, file);
        var content = ImportContent.InspectAsync(path, requireUtf8: false, static _ => { }, CancellationToken.None).GetAwaiter().GetResult();
        using var open = OpenImport.Of(content, mapping: null);
        ((ParquetRows)open.Rows).Check(static _ => { }, CancellationToken.None);
        return ImportedRows.ReadAll(open.Rows);
    }

    private List<string?> Otherwise(byte[] file, Func<ImportFileException, Exception> of)
    {
        try
        {
            return Read(file);
        }
        catch (ImportFileException refusal)
        {
            throw of(refusal);
        }
    }

    private string? FirstFault(int seed, int cases, Func<byte[], IReadOnlyList<string?>> read, TimeSpan? readLimit = null, long growthBytesMax = GrowthBytesMax) => Fuzz.FirstFault(seed, cases, random =>
    {
        var (file, events) = files.Next(random);
        var peak = PeakBytes();
        var reading = Task.Run(() => FaultOf(file, events, read));
        var fault = !reading.Wait(readLimit ?? ReadLimit) ? "it is read without an end"
            : PeakBytes() - peak is var growth && growth > growthBytesMax ? $"it takes {growth} bytes of memory"
            : reading.Result;
        return fault is null ? null : $"{fault}, for {Convert.ToHexString(file)}";
    });

    private static string? FaultOf(byte[] file, IReadOnlyList<string>? events, Func<byte[], IReadOnlyList<string?>> read)
    {
        try
        {
            var rows = read(file);
            return events is null || rows.SequenceEqual(events) ? null : $"expected {string.Concat(events)}, found {string.Concat(rows)}";
        }
        catch (ImportFileException refusal)
        {
            return events is not null ? $"a whole file is refused: {refusal.Message}"
                : refusal.Message.Contains("events.parquet", StringComparison.Ordinal) && refusal.Message.EndsWith('.') && !refusal.Message.Contains('\n', StringComparison.Ordinal) ? null
                : $"a refusal that is no sentence: {refusal.Message}";
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private static long PeakBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}

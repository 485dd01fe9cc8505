using Frontline.Integration.Processes;
using Frontline.Testing;

namespace Frontline.Integration.Clocks;

/// <summary>The wall clock of processes that are started with its environment, set while they run. Their monotonic clock goes on as ever, as the system's does. Needs libfaketime.</summary>
internal sealed class FakeClock : IDisposable
{
    private const string Library = "libfaketimeMT.so.1";

    private readonly TemporaryDirectory directory = new();

    private FakeClock(string library) => Environment = new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = library,
        ["FAKETIME_TIMESTAMP_FILE"] = Offset,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",

        // A mending meant for other C libraries, on by itself in some builds: with it waits that are bounded end at once after a jump.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    };

    public IReadOnlyDictionary<string, string> Environment { get; }

    private string Offset => Path.Combine(directory.Path, "offset");

    /// <summary>A clock that is right. Skips the running test where libfaketime is not installed.</summary>
    public static FakeClock Require()
    {
        TestEnvironment.RequireLinux("libfaketime sets a process's clock on Linux only");
        var library = Directory.Exists("/usr/lib") ? Directory.EnumerateFiles("/usr/lib", Library, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 }).FirstOrDefault() : null;
        TestEnvironment.Require(library is not null, "libfaketime is not installed");
        var clock = new FakeClock(library!);
        clock.Set(TimeSpan.Zero);
        return clock;
    }

    /// <summary>Sets it to the true time and an offset, from now on.</summary>
    public void Set(TimeSpan offset)
    {
        // Replaced as a whole: a process that reads half of it would take the clock for something else.
        var written = Offset + ".new";
        File.WriteAllText(written, FormattableString.Invariant($"{(offset < TimeSpan.Zero ? "" : "+")}{offset.TotalSeconds:0}s\n"));
        File.Move(written, Offset, overwrite: true);
    }

    public void Dispose() => directory.Dispose();
}

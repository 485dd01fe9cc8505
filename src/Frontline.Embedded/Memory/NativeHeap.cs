using System.Runtime.InteropServices;

namespace Frontline.Embedded.Memory;

/// <summary>
/// The heap of the native engines. glibc gives threads arenas of their own, up to eight a core, and what was freed in one is not used by another: under load that
/// kept some 370 MB for nothing. Two arenas are enough for the few threads that allocate there; and what is free within them is given back now and then, since glibc
/// by itself gives back only what lies at an arena's end.
/// </summary>
public static partial class NativeHeap
{
    /// <summary>The variable by which a user decides this for glibc; then it is left alone.</summary>
    private const string ArenasVariable = "MALLOC_ARENA_MAX";

    /// <summary><c>M_ARENA_MAX</c> of <c>malloc.h</c>.</summary>
    private const int ArenasMaxParameter = -8;

    private const int ArenasMax = 2;

    /// <summary>To be called before the engines start their threads. Does nothing where the C library is not glibc.</summary>
    public static void LimitArenas(IReadOnlyDictionary<string, string> environment)
    {
        if (!OperatingSystem.IsLinux() || environment.ContainsKey(ArenasVariable))
        {
            return;
        }

        try
        {
            // Refused, the heap works as it always did.
            _ = SetOption(ArenasMaxParameter, ArenasMax);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no arenas.
        }
    }

    /// <summary>Gives what is free back to the system at intervals, until disposed. Does nothing where the C library is not glibc.</summary>
    public static IDisposable TrimEvery(TimeSpan interval, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.CreateTimer(_ => Trim(), state: null, interval, interval);
    }

    private static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            // Whether there was something to give back.
            _ = GiveBack(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl keeps nothing.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int GiveBack(nuint keep);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int parameter, int value);
}

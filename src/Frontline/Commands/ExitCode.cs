namespace Frontline.Commands;

/// <summary>What the program says to the script that called it. Stable.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Done, and something is wrong: an uneven ledger, a damaged file, rows rejected with <c>--strict</c>.</summary>
    public const int DoneWithFindings = 1;

    public const int WrongUsage = 2;

    /// <summary>Server unreachable, port busy, query failed.</summary>
    public const int CouldNotBeDone = 3;

    /// <summary>Wrong configuration, or damage that a restart cannot cure. sysexits.h calls it EX_CONFIG; service managers can be told not to restart on it.</summary>
    public const int ConfigurationOrDamage = 78;
}

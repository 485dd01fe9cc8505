namespace Frontline.Embedded.Log;

/// <summary>What opening a log had to cut: the rest of a group that was being written when the power failed, none of which had been acknowledged.</summary>
/// <param name="File">The segment.</param>
/// <param name="Offset">The byte offset at which the log was cut.</param>
/// <param name="Bytes">How many bytes of the torn group were found.</param>
public sealed record LogRecovery(string File, long Offset, long Bytes)
{
    public override string ToString() =>
        $"The end of the log was torn in '{File}' at byte {Offset}: {Bytes} bytes of a write that was never acknowledged were cut.";
}

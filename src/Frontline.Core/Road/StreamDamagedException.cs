namespace Frontline.Core.Road;

/// <summary>A record of the log cannot be read. A restart cannot cure it; the program ends with exit code 78 and names file and offset.</summary>
public sealed class StreamDamagedException(string message, string file, long offset) : Exception(message)
{
    public string File { get; } = file;

    /// <summary>Byte offset of the damaged record in <see cref="File"/>.</summary>
    public long Offset { get; } = offset;
}

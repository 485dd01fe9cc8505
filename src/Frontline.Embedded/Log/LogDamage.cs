namespace Frontline.Embedded.Log;

/// <summary>A place of a log's directory that cannot be read, as <see cref="LogDirectoryReader"/> found it.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">The byte offset in it.</param>
/// <param name="Position">The first record that is lost by it, where that is known.</param>
/// <param name="Detail">A sentence for the person on call.</param>
public sealed record LogDamage(string File, long Offset, long? Position, string Detail);

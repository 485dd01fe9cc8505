using Frontline.Lake;

namespace Frontline.Warehouse.Loading;

/// <param name="File">The file as the chain names it.</param>
/// <param name="Path">The path or URL under which the engine reads it.</param>
public sealed record LoadFile(DataFile File, string Path);

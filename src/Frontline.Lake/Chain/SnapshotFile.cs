namespace Frontline.Lake.Chain;

/// <param name="Name">Name in the lake, under <c>state/</c>.</param>
/// <param name="FileName">The file's name within the keyed state's folder.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Checksum"><c>xxh128:</c> and hex.</param>
public sealed record SnapshotFile(string Name, string FileName, long Bytes, string Checksum);

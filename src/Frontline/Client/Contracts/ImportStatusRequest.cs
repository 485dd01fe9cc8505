namespace Frontline.Client.Contracts;

/// <summary><c>POST /api/import/{game}/status</c></summary>
/// <param name="ContentHash">SHA-256 of the unpacked content, lower-case hex.</param>
/// <param name="MappingFingerprint">SHA-256 of the mapping, lower-case hex.</param>
public sealed record ImportStatusRequest(string ContentHash, string MappingFingerprint);

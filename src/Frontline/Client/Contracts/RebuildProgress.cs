using System.Text.Json;

namespace Frontline.Client.Contracts;

/// <summary>A line of the answer to <c>POST /api/rebuild</c>: progress while <paramref name="Result"/> is null, and at the end the result or an error.</summary>
public sealed record RebuildProgress(long? Done, long? Total, string? Stage, JsonElement? Result, ErrorDescription? Error);

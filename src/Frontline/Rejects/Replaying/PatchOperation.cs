using System.Text.Json.Nodes;

namespace Frontline.Rejects.Replaying;

/// <summary>One operation of a patch.</summary>
/// <param name="Kind"><c>add</c>, <c>remove</c>, <c>replace</c>, <c>move</c>, <c>copy</c> or <c>test</c>.</param>
/// <param name="Path">Where.</param>
/// <param name="From">From where, of a move and a copy.</param>
/// <param name="Value">What, of the others; null is JSON's null.</param>
internal sealed record PatchOperation(string Kind, PatchPointer Path, PatchPointer? From, JsonNode? Value);

using System.Text.Json;

namespace Frontline.Client.Contracts;

/// <summary><c>POST /api/rejects/replay</c></summary>
/// <param name="Ids">Ids of rejects, at most <see cref="IdsMax"/>.</param>
/// <param name="Patch">A JSON patch (RFC 6902) for each event as sent; null for none.</param>
/// <param name="Check">Only says what would become of them.</param>
public sealed record ReplayRequest(IReadOnlyList<string> Ids, JsonElement? Patch, bool Check)
{
    public const int IdsMax = 500;
}

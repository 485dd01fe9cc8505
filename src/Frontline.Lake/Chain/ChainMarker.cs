using System.Text.Json.Serialization;

namespace Frontline.Lake.Chain;

/// <summary>Says that there is a chain, so that chains can be listed without listing their entries.</summary>
internal sealed record ChainMarker
{
    [JsonRequired]
    [JsonPropertyOrder(-1)]
    public int Format { get; init; } = ChainText.Format;

    public required string Log { get; init; }

    public required int Partition { get; init; }

    public ChainPredecessor? Predecessor { get; init; }

    [JsonIgnore]
    public ChainId Chain => new(Log, Partition);
}

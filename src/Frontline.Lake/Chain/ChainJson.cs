using Frontline.Core;
using System.Text.Json;
using System.Text.Json.Serialization;
using Frontline.Core.Road;

namespace Frontline.Lake.Chain;

/// <summary>JSON of entries, checkpoints and ledger lines. A reader ignores properties it does not know; a writer must know all of them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(TimestampJsonConverter), typeof(ChainEntryKindJsonConverter), typeof(DataFileKindJsonConverter)])]
[JsonSerializable(typeof(ChainEntry))]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(ChainMarker))]
[JsonSerializable(typeof(LedgerCount))]
internal sealed partial class ChainJson : JsonSerializerContext
{
    /// <summary>Refuses unknown properties: for writers, which would silently drop them when they fold.</summary>
    public static ChainJson Strict => StrictHolder.Instance;

    /// <summary>Static fields of a partial class have no order among files, so <see cref="Default"/> might not be there yet.</summary>
    private static class StrictHolder
    {
        public static readonly ChainJson Instance = new(new JsonSerializerOptions(Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });
    }
}

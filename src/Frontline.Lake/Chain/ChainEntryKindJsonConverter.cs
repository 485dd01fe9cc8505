using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frontline.Lake.Chain;

internal sealed class ChainEntryKindJsonConverter() : JsonStringEnumConverter<ChainEntryKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frontline.Lake.Chain;

internal sealed class DataFileKindJsonConverter() : JsonStringEnumConverter<DataFileKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

using System.Text.Json;
using System.Text.Json.Serialization;
using Frontline.Core;

namespace Frontline.Lake.Books;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(TimestampJsonConverter)])]
[JsonSerializable(typeof(BookHeader))]
internal sealed partial class BookJson : JsonSerializerContext;

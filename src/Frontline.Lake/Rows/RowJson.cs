using System.Text.Json.Serialization;
using Frontline.Core.Events;

namespace Frontline.Lake.Rows;

/// <summary>JSON of the <c>violations</c> column.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<Violation>))]
[JsonSerializable(typeof(Violation[]))]
internal sealed partial class RowJson : JsonSerializerContext;

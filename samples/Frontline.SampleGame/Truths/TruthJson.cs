using System.Text.Json.Serialization;

namespace Frontline.SampleGame.Truths;

[JsonSerializable(typeof(Truth))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
internal sealed partial class TruthJson : JsonSerializerContext;

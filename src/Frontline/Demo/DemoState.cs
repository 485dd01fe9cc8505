using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Frontline.Core.Storage;

namespace Frontline.Demo;

/// <summary>What a second start needs to go on with the same game: kept in <c>demo.json</c> in the data directory.</summary>
/// <param name="Seed">Seed of the game.</param>
/// <param name="FirstDay">First day played, days since 1970.</param>
/// <param name="SentUntilMicros">Everything due up to this moment has been accepted by the Receiver.</param>
/// <param name="Keys">What it sends with; null before the first start has made them.</param>
internal sealed record DemoState(ulong Seed, int FirstDay, long SentUntilMicros, DemoKeys? Keys)
{
    private const string FileName = "demo.json";

    public static DemoState? Load(IFileSystem files, string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, FileName);
        if (!files.FileExists(path))
        {
            return null;
        }

        using var file = files.Open(path, FileAccess.Read);
        var bytes = new byte[file.Length];
        var read = file.Read(bytes, 0);
        return JsonSerializer.Deserialize(bytes.AsSpan(0, read), DemoJson.Default.DemoState);
    }

    /// <summary>Replaces the state. Not synced: an older state only makes the demo send again what is then recognised as a duplicate.</summary>
    public void Save(IFileSystem files, string dataDirectory)
    {
        var temporary = Path.Combine(dataDirectory, FileName + ".tmp");
        files.Delete(temporary);
        using (var file = files.Create(temporary))
        {
            file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, DemoJson.Default.DemoState)), 0);
        }

        files.Rename(temporary, Path.Combine(dataDirectory, FileName));
    }
}

[JsonSerializable(typeof(DemoState))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class DemoJson : JsonSerializerContext;

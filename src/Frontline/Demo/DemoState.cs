using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Frontline.Core.Storage;
using Frontline.SampleGame.Worlds;

namespace Frontline.Demo;

/// <summary>What a second start needs to go on with the same game: kept in <c>demo.json</c> in the data directory.</summary>
/// <param name="World">What the world is drawn from.</param>
/// <param name="SentUntilMillis">Everything due up to this moment, in milliseconds since 1970, has been accepted by the Receiver; <see cref="long.MinValue"/> at first.</param>
/// <param name="Pass">How far the pass over the players' history is that was begun; null when none is under way.</param>
/// <param name="Keys">What it sends with; null before the first start has made them.</param>
internal sealed record DemoState(WorldOptions World, long SentUntilMillis, DemoPass? Pass, DemoKeys? Keys)
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
    public void Save(IFileSystem files, string dataDirectory) =>
        Replace(files, Path.Combine(dataDirectory, FileName), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, DemoJson.Default.DemoState)));

    /// <summary>Replaces a file by another in one step.</summary>
    public static void Replace(IFileSystem files, string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = path + ".tmp";
        files.Delete(temporary);
        using (var file = files.Create(temporary))
        {
            file.Write(bytes, 0);
        }

        files.Rename(temporary, path);
    }
}

[JsonSerializable(typeof(DemoState))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class DemoJson : JsonSerializerContext;

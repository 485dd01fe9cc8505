using System.Text;
using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Definitions;
using Frontline.Yaml;

namespace Frontline.MetricAnswers;

/// <summary>The metrics of each game: Frontline's, and those in <c>games/&lt;id&gt;/metrics.yaml</c>, which is read whenever it is another than before.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class GameMetricFiles(string gamesDirectory, IFileSystem fileSystem)
{
    public const string FileName = "metrics.yaml";

    /// <summary>Far more than people write by hand.</summary>
    private const int BytesMax = 1 << 20;

    private readonly Lock reading = new();
    private readonly Dictionary<string, GameMetrics> known = new(StringComparer.Ordinal);

    /// <summary>What the file says now. What is wrong in it is told in the result, and leaves out the metrics concerned only.</summary>
    public GameMetrics Read(string game)
    {
        var path = Path.Combine(gamesDirectory, game, FileName);
        var text = TextOf(path, out var problem);
        lock (reading)
        {
            if (known.TryGetValue(game, out var before) && before.Text == text)
            {
                return before;
            }

            var problems = new List<FileProblem>();
            if (problem is { } found)
            {
                problems.Add(found);
            }

            var own = MetricFileReader.ReadGame(text, path, problems);
            return known[game] = new GameMetrics(DefinitionCheck.Combine(own, BuiltInMetrics.Catalogue, problems), problems, text);
        }
    }

    private string TextOf(string path, out FileProblem? problem)
    {
        problem = null;
        try
        {
            if (!fileSystem.FileExists(path))
            {
                return "";
            }

            return Encoding.UTF8.GetString(fileSystem.ReadAllBytes(path, BytesMax));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = new FileProblem(path, 0, exception.Message);
            return "";
        }
    }
}

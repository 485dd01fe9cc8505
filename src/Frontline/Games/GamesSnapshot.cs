using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Frontline.Configuration;
using Frontline.Core.Games;
using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Yaml;

namespace Frontline.Games;

/// <summary>The games as their files stood at one moment. Immutable.</summary>
internal sealed class GamesSnapshot
{
    private const int FileBytesMax = 1 << 20;

    private readonly FrozenDictionary<string, Game> byId;
    private readonly FrozenDictionary<string, (Game Game, WriteKey Key)> byKeyHash;
    private readonly FrozenDictionary<string, string> contentById;

    private GamesSnapshot(Dictionary<string, Game> games, Dictionary<string, (Game, WriteKey)> keys, Dictionary<string, string> contents, IReadOnlyList<FileProblem> problems)
    {
        byId = games.ToFrozenDictionary(StringComparer.Ordinal);
        byKeyHash = keys.ToFrozenDictionary(StringComparer.Ordinal);
        contentById = contents.ToFrozenDictionary(StringComparer.Ordinal);
        Games = [.. games.Values.OrderBy(game => game.Id, StringComparer.Ordinal)];
        Problems = problems;
    }

    public static GamesSnapshot Empty { get; } = new([], [], [], []);

    public IReadOnlyCollection<Game> Games { get; }

    /// <summary>What is wrong with files now; their games are as they were before, or absent.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    public Game? Find(string id) => byId.GetValueOrDefault(id);

    public (Game Game, WriteKey Key)? FindByKeyHash(string hash) => byKeyHash.TryGetValue(hash, out var found) ? found : null;

    /// <summary>Reads every file again. A game whose file is broken stays as it was in <paramref name="previous"/>; one whose file is gone is gone.</summary>
    /// <returns><paramref name="previous"/> itself when no file has changed.</returns>
    public static GamesSnapshot Read(string directory, IFileSystem fileSystem, GameRules rules, GamesSnapshot previous)
    {
        var games = new Dictionary<string, Game>(StringComparer.Ordinal);
        var keys = new Dictionary<string, (Game, WriteKey)>(StringComparer.Ordinal);
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<FileProblem>();
        foreach (var name in fileSystem.ListFiles(directory).Where(name => name.EndsWith(GameFile.Extension, StringComparison.Ordinal)))
        {
            var id = name[..^GameFile.Extension.Length];
            var game = ReadOne(id, directory, name, fileSystem, rules, previous, contents, problems);
            if (game is not null)
            {
                games.Add(id, game);
            }
        }

        foreach (var game in games.Values.ToList())
        {
            foreach (var key in game.Keys)
            {
                if (!keys.TryAdd(key.Sha256, (game, key)))
                {
                    problems.Add(new FileProblem(Path.Combine(directory, game.Id + GameFile.Extension), 0, $"The key {key.Name} belongs to the game {keys[key.Sha256].Item1.Id} already; it counts there."));
                }
            }
        }

        var unchanged = contents.Count == previous.contentById.Count
            && contents.All(pair => previous.contentById.TryGetValue(pair.Key, out var content) && content == pair.Value);
        return unchanged && problems.SequenceEqual(previous.Problems) ? previous : new GamesSnapshot(games, keys, contents, problems);
    }

    private static Game? ReadOne(
        string id, string directory, string name, IFileSystem fileSystem, GameRules rules, GamesSnapshot previous, Dictionary<string, string> contents, List<FileProblem> problems)
    {
        var path = Path.Combine(directory, name);
        try
        {
            var bytes = fileSystem.ReadAllBytes(path, FileBytesMax);
            contents[id] = Convert.ToHexStringLower(SHA256.HashData(bytes));
            return GameFile.Parse(id, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan().TrimStart("\uFEFF"u8)), path, rules, problems) ?? previous.Find(id);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            contents[id] = "";
            problems.Add(new FileProblem(path, 0, exception.Message));
            return previous.Find(id);
        }
    }
}

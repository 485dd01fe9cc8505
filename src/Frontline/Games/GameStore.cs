using System.Text;
using Frontline.Configuration;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Yaml;

namespace Frontline.Games;

/// <summary>Makes games and keys by writing their files, durably, and has the catalog take them before it returns. One change at a time.</summary>
public sealed class GameStore(string directory, IFileSystem fileSystem, GameRules rules, FileGameCatalog catalog) : IDisposable
{
    private const int FileBytesMax = 1 << 20;

    private readonly SemaphoreSlim changing = new(1, 1);

    /// <summary>Makes a game with a production and a dev key. One that exists is left as it is.</summary>
    /// <exception cref="GameException">The id, time zone or currency cannot be.</exception>
    public async Task<CreatedGame> CreateAsync(string id, string? timeZone, string? currency, CancellationToken cancellation = default)
    {
        var faults = (string?[])
        [
            GameRules.FaultOfId(id),
            timeZone is null ? null : rules.FaultOfTimeZone(timeZone),
            currency is null ? null : rules.FaultOfCurrency(currency),
        ];
        if (faults.OfType<string>().ToList() is { Count: > 0 } found)
        {
            throw new GameException("bad_game", string.Join(" ", found));
        }

        await changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (fileSystem.FileExists(PathOf(id)))
            {
                catalog.Reload();
                return new CreatedGame(catalog.TryGet(id, out var existing) ? existing : throw Broken(id), Created: false, WriteKey: null, DevKey: null);
            }

            var production = WriteKeySecret.Create(WriteKeyKind.Production);
            var dev = WriteKeySecret.Create(WriteKeyKind.Dev);
            var game = new Game { Id = id, TimeZone = timeZone ?? "UTC", Currency = currency ?? "USD", Keys = [production.Key, dev.Key] };
            Write(game, GameFile.Create(game));
            return new CreatedGame(game, Created: true, production.Secret, dev.Secret);
        }
        finally
        {
            changing.Release();
        }
    }

    /// <exception cref="GameException">There is no such game, or its file is broken.</exception>
    public Task<WriteKeySecret> AddKeyAsync(string id, WriteKeyKind kind, CancellationToken cancellation = default) => ChangeKeysAsync<WriteKeySecret>(
        id,
        keys =>
        {
            WriteKeySecret added;
            do
            {
                added = WriteKeySecret.Create(kind);
            }
            while (keys.Any(key => key.Name == added.Key.Name));

            return ([.. keys, added.Key], added);
        },
        cancellation);

    /// <summary>Ends a key: from now on it is refused. Does nothing more to one that was revoked before.</summary>
    /// <param name="id">The game.</param>
    /// <param name="nameOrKey">The key's name, or the key itself.</param>
    /// <param name="cancellation">Cancels the wait for other changes.</param>
    /// <exception cref="GameException">There is no such game or key, or the game's file is broken.</exception>
    public Task<WriteKey> RevokeKeyAsync(string id, string nameOrKey, CancellationToken cancellation = default) => ChangeKeysAsync<WriteKey>(
        id,
        keys =>
        {
            var hash = WriteKeySecret.Hash(nameOrKey);
            var revoked = keys.FirstOrDefault(key => key.Name == nameOrKey || key.Sha256 == hash) ?? throw new GameException(
                "unknown_key", $"The game '{id}' has no key '{nameOrKey}'.{NearestName.Hint(nameOrKey, [.. keys.Select(key => key.Name)])}");
            return ([.. keys.Select(key => key == revoked ? key with { Revoked = true } : key)], revoked with { Revoked = true });
        },
        cancellation);

    public void Dispose() => changing.Dispose();

    private async Task<T> ChangeKeysAsync<T>(string id, Func<IReadOnlyList<WriteKey>, (IReadOnlyList<WriteKey> Keys, T Result)> change, CancellationToken cancellation)
    {
        await changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (GameRules.FaultOfId(id) is not null || !fileSystem.FileExists(PathOf(id)))
            {
                throw new GameException("unknown_game", GameRules.UnknownGame(id, catalog.Games));
            }

            var text = Encoding.UTF8.GetString(fileSystem.ReadAllBytes(PathOf(id), FileBytesMax));
            var game = GameFile.Parse(id, text, PathOf(id), rules, []) ?? throw Broken(id);
            var (keys, result) = change(game.Keys);
            Write(game with { Keys = keys }, GameFile.WithKeys(text, keys));
            return result;
        }
        finally
        {
            changing.Release();
        }
    }

    private void Write(Game game, string text)
    {
        // A person's file was edited: what it says now must be what is meant, and everything else what it said before.
        var problems = new List<FileProblem>();
        var read = GameFile.Parse(game.Id, text, PathOf(game.Id), rules, problems);
        if (read is null || !read.Keys.SequenceEqual(game.Keys) || read with { Keys = game.Keys } != game)
        {
            throw new GameException("bad_game", $"The keys cannot be written into {PathOf(game.Id)} as it is laid out. Write `keys:` on a line of its own, with its items below. {string.Join(" ", problems)}".TrimEnd());
        }

        fileSystem.ReplaceFile(PathOf(game.Id), Encoding.UTF8.GetBytes(text));
        catalog.Reload();
    }

    private GameException Broken(string id) =>
        new("bad_game", $"The file of the game '{id}' is wrong: {string.Join(" ", catalog.Problems.Where(problem => problem.File == PathOf(id)))} Correct it first.");

    private string PathOf(string id) => Path.Combine(directory, id + GameFile.Extension);
}

using Frontline.Configuration;
using Frontline.Core.Road;
using Frontline.Embedded.Files;
using Frontline.Games;
using Frontline.Tests.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Games;

public sealed class GameStoreTests : IDisposable
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder = new();
    private readonly PhysicalFileSystem files = new();
    private readonly FileGameCatalog catalog;
    private readonly GameStore store;

    public GameStoreTests()
    {
        catalog = Open();
        store = new GameStore(folder.Root, files, TestGameRules.Rules, catalog);
    }

    public void Dispose()
    {
        store.Dispose();
        catalog.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_created_game_is_there_with_both_its_keys_at_once_and_after_a_restart()
    {
        var made = await store.CreateAsync("mygame", "Asia/Tokyo", "JPY", None);

        Assert.True(made.Created);
        using var restarted = Open();
        foreach (var games in (FileGameCatalog[])[catalog, restarted])
        {
            Assert.True(games.TryGetByKey(made.WriteKey!, out var game, out var key));
            Assert.Equal(("mygame", "Asia/Tokyo", "JPY", WriteKeyKind.Production), (game.Id, game.TimeZone, game.Currency, key.Kind));
            Assert.True(games.TryGetByKey(made.DevKey!, out _, out key));
            Assert.Equal(WriteKeyKind.Dev, key.Kind);
        }
    }

    [Fact]
    public async Task Keys_are_kept_as_hashes_only()
    {
        var made = await store.CreateAsync("mygame", null, null, None);

        var text = File.ReadAllText(Path.Combine(folder.Root, "mygame.yaml"));

        Assert.StartsWith("fl_live_", made.WriteKey, StringComparison.Ordinal);
        Assert.DoesNotContain(made.WriteKey!, text, StringComparison.Ordinal);
        Assert.Contains(made.WriteKey![..14], text, StringComparison.Ordinal);
        Assert.Contains(WriteKeySecret.Hash(made.WriteKey), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creating_a_game_that_exists_changes_nothing()
    {
        await store.CreateAsync("mygame", null, null, None);
        var before = File.ReadAllText(Path.Combine(folder.Root, "mygame.yaml"));

        var again = await store.CreateAsync("mygame", "Asia/Tokyo", null, None);

        Assert.Equal((false, null, null, "UTC"), (again.Created, again.WriteKey, again.DevKey, again.Game.TimeZone));
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder.Root, "mygame.yaml")));
    }

    [Fact]
    public async Task A_revoked_key_is_found_as_revoked_and_others_go_on()
    {
        var made = await store.CreateAsync("mygame", null, null, None);
        var added = await store.AddKeyAsync("mygame", WriteKeyKind.Production, None);

        await store.RevokeKeyAsync("mygame", made.WriteKey![..14], None);
        await store.RevokeKeyAsync("mygame", added.Secret, None);

        Assert.True(catalog.TryGetByKey(made.WriteKey, out _, out var first) && first.Revoked);
        Assert.True(catalog.TryGetByKey(added.Secret, out _, out var second) && second.Revoked);
        Assert.True(catalog.TryGetByKey(made.DevKey!, out _, out var dev) && !dev.Revoked);
    }

    [Fact]
    public async Task What_is_not_there_is_named_with_what_was_probably_meant()
    {
        var made = await store.CreateAsync("mygame", null, null, None);

        var noGame = await Assert.ThrowsAsync<GameException>(() => store.AddKeyAsync("mygaem", WriteKeyKind.Dev, None));
        var noKey = await Assert.ThrowsAsync<GameException>(() => store.RevokeKeyAsync("mygame", made.WriteKey![..13], None));
        var bad = await Assert.ThrowsAsync<GameException>(() => store.CreateAsync("No Game", "Mars/Base", "XXX", None));

        Assert.Equal(("unknown_game", true), (noGame.Code, noGame.Message.Contains("Did you mean 'mygame'?", StringComparison.Ordinal)));
        Assert.Equal(("unknown_key", true), (noKey.Code, noKey.Message.Contains($"Did you mean '{made.WriteKey![..14]}'?", StringComparison.Ordinal)));
        Assert.Equal(("bad_game", true), (bad.Code, bad.Message.Contains("'No Game'", StringComparison.Ordinal) && bad.Message.Contains("Mars/Base", StringComparison.Ordinal) && bad.Message.Contains("XXX", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("fl_live_")]
    [InlineData("nobody's")]
    public void An_unknown_key_is_not_found(string key) => Assert.False(catalog.TryGetByKey(key, out _, out _));

    [Fact]
    public void A_key_of_any_length_is_looked_up_in_bounded_time() => Assert.False(catalog.TryGetByKey(new string('x', 10_000_000), out _, out _));

    [Fact]
    public async Task The_snapshot_stays_the_same_object_until_something_changes()
    {
        await store.CreateAsync("mygame", null, null, None);
        var before = catalog.Games;

        catalog.Reload();
        Assert.Same(before, catalog.Games);

        await store.AddKeyAsync("mygame", WriteKeyKind.Dev, None);
        Assert.NotSame(before, catalog.Games);
    }

    [Fact]
    public async Task A_file_that_becomes_broken_leaves_its_game_as_it_was_until_it_is_mended()
    {
        var time = new FakeTimeProvider();
        var made = await store.CreateAsync("mygame", null, null, None);
        catalog.Watch(time);
        var path = Path.Combine(folder.Root, "mygame.yaml");
        var good = File.ReadAllText(path);

        File.WriteAllText(path, "time_zone: [");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(catalog.TryGetByKey(made.WriteKey!, out _, out _));
        Assert.Equal(path, Assert.Single(catalog.Problems).File);

        File.WriteAllText(path, good.Replace("time_zone: UTC", "time_zone: Asia/Tokyo", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(catalog.Problems);
        Assert.True(catalog.TryGet("mygame", out var game));
        Assert.Equal("Asia/Tokyo", game.TimeZone);

        File.Delete(path);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(catalog.Games);
    }

    [Fact]
    public void A_start_with_broken_files_names_all_of_them()
    {
        folder.Write("a.yaml", "currency: XXX");
        folder.Write("b.yaml", "time_zone: Mars/Base");

        Assert.Equal(2, Assert.Throws<ConfigurationException>(Open).Errors.Count);
    }

    private FileGameCatalog Open() => FileGameCatalog.Open(folder.Root, files, TestGameRules.Rules, NullLogger<FileGameCatalog>.Instance);
}

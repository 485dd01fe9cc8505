using System.Text;
using Frontline.Core.State;
using Xunit;

namespace Frontline.Testing.State;

/// <summary>What every keyed state must do.</summary>
public abstract class KeyedStateContract : IDisposable
{
    private readonly string root = Path.Combine(Path.GetTempPath(), $"frontline-state-{Environment.ProcessId}-{Interlocked.Increment(ref runs)}");
    private static int runs;

    protected string Folder => Path.Combine(root, "state");

    protected abstract IKeyedStateEngine Engine { get; }

    [Fact]
    public void A_key_that_was_never_put_is_not_there()
    {
        using var state = Engine.Open(Folder);
        Assert.Null(state.Get(Bytes("a")));
        Assert.False(state.Contains(Bytes("a")));
        Assert.Empty(state.Scan([]));
    }

    [Fact]
    public void What_was_committed_can_be_read()
    {
        using var state = Engine.Open(Folder);
        Commit(state, batch => batch.Put(Bytes("a"), Bytes("1")));
        Assert.Equal<byte[]?>(Bytes("1"), state.Get(Bytes("a")));
        Assert.True(state.Contains(Bytes("a")));
        Assert.False(state.Contains(Bytes("ab")));
    }

    [Fact]
    public void An_empty_value_is_a_value()
    {
        using var state = Engine.Open(Folder);
        Commit(state, batch => batch.Put(Bytes("a"), []));
        Assert.True(state.Contains(Bytes("a")));
        Assert.Equal<byte[]?>([], state.Get(Bytes("a")));
        Assert.Equal(["a="], Read(state, ""));
    }

    [Fact]
    public void Changes_of_a_batch_are_applied_in_order()
    {
        using var state = Engine.Open(Folder);
        Commit(state, batch =>
        {
            batch.Put(Bytes("a"), Bytes("1"));
            batch.Put(Bytes("a"), Bytes("2"));
            batch.Put(Bytes("b"), Bytes("1"));
            batch.Delete(Bytes("b"));
            batch.Delete(Bytes("c"));
            batch.Put(Bytes("c"), Bytes("1"));
        });
        Assert.Equal(["a=2", "c=1"], Read(state, ""));
    }

    [Fact]
    public void A_deleted_range_includes_its_beginning_and_not_its_end()
    {
        using var state = Engine.Open(Folder);
        Commit(state, batch =>
        {
            foreach (var key in new[] { "a", "b", "b1", "c", "d" })
            {
                batch.Put(Bytes(key), []);
            }
        });
        Commit(state, batch => batch.DeleteRange(Bytes("b"), Bytes("d")));
        Assert.Equal(["a=", "d="], Read(state, ""));
        Assert.False(state.Contains(Bytes("b1")));
    }

    [Fact]
    public void A_key_put_after_its_range_was_deleted_is_there()
    {
        using var state = Engine.Open(Folder);
        Commit(state, batch =>
        {
            batch.Put(Bytes("b"), Bytes("1"));
            batch.DeleteRange(Bytes("a"), Bytes("z"));
            batch.Put(Bytes("b"), Bytes("2"));
        });
        Assert.Equal(["b=2"], Read(state, ""));
    }

    [Fact]
    public void A_scan_gives_the_keys_of_a_prefix_in_the_order_of_unsigned_bytes()
    {
        using var state = Engine.Open(Folder);
        Commit(state, batch =>
        {
            batch.Put([1, 0xFF], [2]);
            batch.Put([1, 0x7F], [1]);
            batch.Put([0, 0xFF], [0]);
            batch.Put([1, 0xFF, 0], [3]);
            batch.Put([2], [4]);
        });
        Assert.Equal<byte[]>([[1], [2], [3]], state.Scan([1]).Select(pair => pair.Value));
    }

    [Fact]
    public void A_scan_sees_the_state_as_of_the_call()
    {
        using var state = Engine.Open(Folder);
        Commit(state, batch => batch.Put(Bytes("a"), Bytes("1")));
        var scan = state.Scan([]);
        Commit(state, batch =>
        {
            batch.Put(Bytes("a"), Bytes("2"));
            batch.Put(Bytes("b"), Bytes("2"));
        });
        Assert.Equal(["a=1"], scan.Select(Text));
    }

    [Fact]
    public void A_state_closed_and_opened_again_is_one_of_an_earlier_commit()
    {
        using (var state = Engine.Open(Folder))
        {
            for (var number = 1; number <= 100; number++)
            {
                Commit(state, batch =>
                {
                    batch.Put(Bytes("position"), BitConverter.GetBytes(number));
                    batch.Put(BitConverter.GetBytes(number), []);
                });
            }
        }

        using var again = Engine.Open(Folder);
        var position = again.Get(Bytes("position")) is { } bytes ? BitConverter.ToInt32(bytes) : 0;
        for (var number = 1; number <= 100; number++)
        {
            Assert.Equal(number <= position, again.Contains(BitConverter.GetBytes(number)));
        }
    }

    [Fact]
    public void A_deleted_state_is_empty_when_opened_again()
    {
        using (var state = Engine.Open(Folder))
        {
            Commit(state, batch => batch.Put(Bytes("a"), Bytes("1")));
        }

        Engine.Delete(Folder);
        using var again = Engine.Open(Folder);
        Assert.Empty(again.Scan([]));
    }

    [Fact]
    public void An_exported_copy_opens_as_the_state_of_that_commit()
    {
        var copy = Path.Combine(root, "copy");
        using (var state = Engine.Open(Folder))
        {
            Commit(state, batch => batch.Put(Bytes("a"), Bytes("1")));
            var files = ((IStateSnapshots)state).Export(copy);
            Assert.Equal(Directory.EnumerateFiles(copy).Select(Path.GetFileName).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
            Commit(state, batch => batch.Put(Bytes("a"), Bytes("2")));
            Assert.Equal(["a=2"], Read(state, ""));
        }

        using var exported = Engine.Open(copy);
        Assert.Equal(["a=1"], Read(exported, ""));
    }

    [Fact]
    public void A_file_of_an_immutable_name_has_the_same_content_in_every_export()
    {
        using var state = Engine.Open(Folder);
        var seen = new Dictionary<string, byte[]>();
        for (var number = 0; number < 4; number++)
        {
            Commit(state, batch => batch.Put(Bytes($"key {number}"), Bytes("value")));
            var copy = Path.Combine(root, $"copy{number}");
            foreach (var name in ((IStateSnapshots)state).Export(copy).Where(name => !((IStateSnapshots)state).IsMutableName(name)))
            {
                var content = File.ReadAllBytes(Path.Combine(copy, name));
                Assert.Equal(seen.GetValueOrDefault(name, content), content);
                seen[name] = content;
            }
        }
    }

    [Fact]
    public void A_closed_state_refuses_to_be_read()
    {
        var state = Engine.Open(Folder);
        state.Dispose();
        state.Dispose();
        Assert.Throws<ObjectDisposedException>(() => state.Get(Bytes("a")));
        Assert.Throws<ObjectDisposedException>(() => state.Commit(new StateBatch()));
    }

    public void Dispose()
    {
        Engine.Delete(root);
        GC.SuppressFinalize(this);
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static void Commit(IKeyedState state, Action<StateBatch> fill)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(fill);
        var batch = new StateBatch();
        fill(batch);
        state.Commit(batch);
    }

    private static IEnumerable<string> Read(IKeyedState state, string prefix) => state.Scan(Bytes(prefix)).Select(Text);

    private static string Text(KeyValuePair<byte[], byte[]> pair) => $"{Encoding.UTF8.GetString(pair.Key)}={Encoding.UTF8.GetString(pair.Value)}";
}

using Frontline.Core.State;
using Frontline.Embedded.State;
using Frontline.Testing.State;
using Xunit;

namespace Frontline.Tests.Pipeline;

public sealed class RocksDbStateTests : KeyedStateContract
{
    protected override IKeyedStateEngine Engine { get; } = new RocksDbStateEngine();

    [Fact]
    public void Damaged_files_are_reported_at_the_open_and_a_deleted_state_opens_again()
    {
        using (var state = Engine.Open(Folder))
        {
            Commit(state, batch => batch.Put(Bytes("a"), Bytes("1")));
        }

        foreach (var manifest in Directory.EnumerateFiles(Folder, "MANIFEST-*"))
        {
            var bytes = File.ReadAllBytes(manifest);
            bytes[bytes.Length / 2] ^= 0x55;
            File.WriteAllBytes(manifest, bytes);
        }

        Assert.Throws<KeyedStateDamagedException>(() => Engine.Open(Folder));
        Engine.Delete(Folder);
        using var again = Engine.Open(Folder);
        Assert.Empty(again.Scan([]));
    }

    [Fact]
    public void A_damaged_table_found_while_running_is_reported_at_every_open_until_the_state_is_deleted()
    {
        using (var state = Engine.Open(Folder))
        {
            Commit(state, batch => batch.Put(Bytes("a"), new byte[100_000]));
            ((IStateSnapshots)state).Export(Path.Combine(Folder, "flushed"));
        }

        foreach (var table in Directory.EnumerateFiles(Folder, "*.sst"))
        {
            var bytes = File.ReadAllBytes(table);
            bytes.AsSpan(0, Math.Min(200, bytes.Length / 2)).Fill(0x55);
            File.WriteAllBytes(table, bytes);
        }

        using (var state = Engine.Open(Folder))
        {
            Assert.Throws<KeyedStateDamagedException>(() => state.Get(Bytes("a")));
        }

        Assert.Throws<KeyedStateDamagedException>(() => Engine.Open(Folder));
    }
}

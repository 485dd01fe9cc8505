using Frontline.Lake.Chain;
using Frontline.Lake.Verification;
using Frontline.Testing.Objects;
using Xunit;

namespace Frontline.Tests.Lake;

/// <summary>What must hold of a chain whatever happened to its writers.</summary>
internal static class ChainCheck
{
    /// <summary>The chain is sound, covers every acknowledged position (and at most those of which nobody knows), counts each once, and everything it names is there.</summary>
    public static async Task SoundAsync(MemoryObjectStore store, ChainId chain, long acknowledged, long unknown, string because)
    {
        var findings = new FindingList(max: 100);
        var walk = await ChainWalk.WalkAsync(new ChainStore(store, chain, strict: true), findings, CancellationToken.None);

        Assert.False(findings.HasErrors, $"{because}: {string.Join("; ", findings.Items)}");
        var positions = walk.State.End;
        Assert.True(positions >= acknowledged && positions <= acknowledged + unknown, $"{because}: the chain ends at {positions}; {acknowledged} positions were acknowledged, {unknown} unknown.");
        Assert.True(walk.State.Files.Values.Sum(file => file.Events) == positions, $"{because}: {walk.State.Files.Values.Sum(file => file.Events)} events count of {positions}.");
        foreach (var name in walk.State.Files.Keys.Concat(walk.State.Snapshot?.Files.Select(file => file.Name) ?? []))
            Assert.True(store[name] is not null, $"{because}: {name} counts and is gone.");

        var received = 0L;
        await foreach (var count in new ChainReader(store, chain).ReadLedgerAsync())
            received += count.Received;

        Assert.True(received == positions, $"{because}: the ledger counts {received} of {positions}.");
    }
}

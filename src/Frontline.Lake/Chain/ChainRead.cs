namespace Frontline.Lake.Chain;

/// <summary>What a reader got: entries in order, after a restart at a checkpoint when the asked-for entries are folded away.</summary>
/// <param name="Restart">Set when the reader was overtaken: take from its files only rows with <c>entry</c> above what was already taken, then go on with <paramref name="Entries"/>.</param>
/// <param name="Entries">Entries after the asked-for number, or after the checkpoint; empty when there is nothing new.</param>
public sealed record ChainRead(Checkpoint? Restart, IReadOnlyList<ChainEntry> Entries);

namespace Frontline.Bench.Log;

/// <summary>A log that acknowledges an append once it is durable.</summary>
internal interface ILogCandidate : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Whether an append blocks its thread until it is durable.</summary>
    bool Blocks { get; }

    ValueTask AppendAsync(ReadOnlyMemory<byte> record);

    /// <summary>Between rounds: what was appended is no longer needed.</summary>
    ValueTask TrimAsync();
}

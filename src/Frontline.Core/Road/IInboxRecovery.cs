namespace Frontline.Core.Road;

/// <summary>What an <see cref="IInbox"/> that keeps its batches itself can say about how it was found at this start.</summary>
public interface IInboxRecovery
{
    /// <summary>What had to be cut off, in a sentence with the place and the number of bytes; null when nothing was. Never anything that had been acknowledged.</summary>
    string? Recovery { get; }
}

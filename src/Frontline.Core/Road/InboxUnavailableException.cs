namespace Frontline.Core.Road;

/// <summary>The Inbox cannot take a batch. When <see cref="IsTransient"/> it may later (disk space, overload); else only after a restart (a failed sync).</summary>
public sealed class InboxUnavailableException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    public bool IsTransient { get; } = isTransient;
}

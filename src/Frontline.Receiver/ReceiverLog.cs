using Microsoft.Extensions.Logging;

namespace Frontline.Receiver;

/// <summary>Every log message of the Receiver.</summary>
internal static partial class ReceiverLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "The Inbox refused a batch (transient: {IsTransient}): {Reason}")]
    public static partial void InboxRefused(this ILogger log, string reason, bool isTransient);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed; the client was told to keep its events")]
    public static partial void Failed(this ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The Receiver is warm after {ElapsedMs} ms")]
    public static partial void Warm(this ILogger log, double elapsedMs);
}

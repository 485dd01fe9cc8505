namespace Frontline.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Recovery}")]
    public static partial void InboxWasCut(ILogger log, string recovery);

    [LoggerMessage(Level = LogLevel.Error, Message = "The book {Book} is damaged at {Document}; events and the other books go on: {Reason}")]
    public static partial void BookIsDamaged(ILogger log, string book, string document, string reason);
}

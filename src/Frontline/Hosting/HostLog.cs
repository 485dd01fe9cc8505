namespace Frontline.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Recovery}")]
    public static partial void InboxWasCut(ILogger log, string recovery);
}

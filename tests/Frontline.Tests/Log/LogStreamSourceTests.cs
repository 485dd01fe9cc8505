using Frontline.Core.Road;
using Frontline.Embedded.Files;
using Frontline.Embedded.Log;
using Frontline.Testing.Log;

namespace Frontline.Tests.Log;

public sealed class LogStreamSourceTests : StreamSourceContract
{
    private readonly TemporaryFolder folder = new();
    private SegmentLog? log;
    private LogStreamSource? source;

    protected override async ValueTask<(IInbox Inbox, IStreamSource Source)> CreateStreamAsync()
    {
        log = await SegmentLog.OpenAsync(new PhysicalFileSystem(), folder.In("log"), SmallLog.Options, TimeProvider.System, new Random(1));
        source = new LogStreamSource(log, new EnricherThatEchoes());
        return (new LogInbox(log), source);
    }

    protected override async ValueTask RemoveStreamAsync()
    {
        source!.Dispose();
        await log!.DisposeAsync();
        folder.Dispose();
    }
}

using Frontline.Core.Road;
using Frontline.Embedded.Files;
using Frontline.Embedded.Log;
using Frontline.Testing.Log;

namespace Frontline.Tests.Log;

public sealed class LogInboxTests : InboxContract
{
    private readonly TemporaryFolder folder = new();
    private SegmentLog? log;

    protected override async ValueTask<IInbox> CreateInboxAsync()
    {
        log = await SegmentLog.OpenAsync(new PhysicalFileSystem(), folder.In("log"), SmallLog.Options, TimeProvider.System, new Random(1));
        return new LogInbox(log);
    }

    protected override ValueTask<IReadOnlyDictionary<long, ReceivedBatch>> ReadAllAsync()
    {
        var batches = new Dictionary<long, ReceivedBatch>();
        using var reader = log!.OpenReader(log.Begin);
        while (reader.TryRead(out var record))
        {
            batches.Add(reader.Position - 1, ReceivedBatchCodec.Decode(record.ToArray()));
        }

        return ValueTask.FromResult<IReadOnlyDictionary<long, ReceivedBatch>>(batches);
    }

    protected override async ValueTask RemoveInboxAsync()
    {
        await log!.DisposeAsync();
        folder.Dispose();
    }
}

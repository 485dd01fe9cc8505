using Frontline.Embedded.Files;
using Frontline.Embedded.Log;

namespace Frontline.Bench.Log;

internal sealed class SegmentLogCandidate(SegmentLog log) : ILogCandidate
{
    public string Name => "SegmentLog";

    public bool Blocks => false;

    public static async ValueTask<ILogCandidate> OpenAsync(string directory) =>
        new SegmentLogCandidate(await SegmentLog.OpenAsync(new PhysicalFileSystem(), directory, new SegmentLogOptions { FreeBytesMin = 0 }, TimeProvider.System, new Random(1)).ConfigureAwait(false));

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> record) => await log.AppendAsync(record).ConfigureAwait(false);

    public ValueTask TrimAsync() => log.TrimAsync(log.End);

    public ValueTask DisposeAsync() => log.DisposeAsync();
}

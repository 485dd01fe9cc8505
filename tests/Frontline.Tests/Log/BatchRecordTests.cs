using System.Text;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Embedded.Log;
using Xunit;

namespace Frontline.Tests.Log;

public sealed class BatchRecordTests
{
    private const int BytesMax = 1 << 20;

    [Fact]
    public void A_body_that_repeats_itself_takes_a_fraction_and_comes_back_whole()
    {
        var batch = Batch(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100).Select(number => $"{{\"name\":\"level_start\",\"player_id\":\"p{number}\"}}\n"))));
        using var record = BatchRecord.Pack(batch, ReceivedBatchCodec.Measure(batch));
        Assert.InRange(record.Bytes.Length, 1, batch.Body.Length / 4);
        Assert.Equal(batch.Body.ToArray(), BatchRecord.Decode(record.Bytes, BytesMax).Body.ToArray());
    }

    [Fact]
    public void What_does_not_get_shorter_is_kept_as_it_is()
    {
        var noise = new byte[10_000];
        new Random(3).NextBytes(noise);
        var batch = Batch(noise);
        using var record = BatchRecord.Pack(batch, ReceivedBatchCodec.Measure(batch));
        Assert.Equal(ReceivedBatchCodec.Encode(batch), record.Bytes.ToArray());
        Assert.Equal(noise, BatchRecord.Decode(record.Bytes, BytesMax).Body.ToArray());
    }

    [Fact]
    public void A_packed_record_that_was_cut_or_claims_too_much_is_refused()
    {
        var batch = Batch(new byte[5_000]);
        using var record = BatchRecord.Pack(batch, ReceivedBatchCodec.Measure(batch));
        var bytes = record.Bytes.ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => BatchRecord.Decode(bytes.AsMemory(0, length), BytesMax));
        }

        Assert.Throws<InvalidDataException>(() => BatchRecord.Decode(bytes, bytesMax: 4_999));
    }

    private static ReceivedBatch Batch(byte[] body) => new()
    {
        Game = "game",
        Key = WriteKeyKind.Production,
        Format = BatchFormat.Ndjson,
        ReceivedAt = new Timestamp(1_000_000),
        EventCount = 100,
        Body = body,
    };
}

using System.Text;
using CsCheck;
using Frontline.Core;
using Frontline.Core.Road;
using Xunit;

namespace Frontline.Tests.Road;

public sealed class ReceivedBatchCodecTests
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char[' ', '~'], 0, 40], Gen.Const("Zürich 東京 \U0001F600"));

    private static readonly Gen<ImportRange> Import =
        from first in Gen.Long[0, 1L << 40]
        from steps in Gen.Int[0, 1000].List[0, 30]
        from numbers in Gen.Int[0, 100_000].Array[steps.Count]
        select new ImportRange(new string('a', 64), new string('f', 64), first, first + steps.Sum() + 1, [.. steps.Select((_, index) => first + steps.Take(index).Sum())], numbers);

    private static readonly Gen<ReplayedRejects> Replay =
        from position in Gen.Long[0, long.MaxValue]
        from indexes in Gen.Int[0, int.MaxValue].Array[0, 30]
        from numbers in Gen.Int[0, int.MaxValue].Array[indexes.Length]
        select new ReplayedRejects("0123456789ab", position, indexes, numbers);

    private static readonly Gen<ReceivedBatch> Batch =
        from game in Text
        from key in Gen.Enum<WriteKeyKind>()
        from format in Gen.Enum<BatchFormat>()
        from at in Gen.Long
        from count in Gen.Int[1, int.MaxValue]
        from body in Gen.Byte.Array[0, 500]
        from agent in Text.Null()
        from address in Text.Null()
        from import in Import.Null()
        from replay in Replay.Null()
        select new ReceivedBatch { Game = game, Key = key, Format = format, ReceivedAt = new Timestamp(at), EventCount = count, Body = body, UserAgent = agent, RemoteAddress = address, Import = import, Replay = replay };

    [Fact]
    public void A_batch_comes_back_as_it_was() => Batch.Sample(batch =>
    {
        var decoded = ReceivedBatchCodec.Decode(ReceivedBatchCodec.Encode(batch));
        Assert.Equal(batch.Body.ToArray(), decoded.Body.ToArray());
        Assert.Equal(batch.Import?.Rows, decoded.Import?.Rows);
        Assert.Equal(batch.Import?.Numbers, decoded.Import?.Numbers);
        Assert.Equal(batch.Replay?.Indexes, decoded.Replay?.Indexes);
        Assert.Equal(batch.Replay?.Numbers, decoded.Replay?.Numbers);
        Assert.Equal(Plain(batch), Plain(decoded));
    }, iter: 2000, threads: 1);

    [Fact]
    public void A_batch_that_was_cut_anywhere_or_has_more_behind_it_is_refused() => Batch.Sample(batch =>
    {
        var bytes = ReceivedBatchCodec.Encode(batch);
        for (var length = 0; length < bytes.Length; length += 1 + (length / 8))
        {
            Assert.Throws<InvalidDataException>(() => ReceivedBatchCodec.Decode(bytes.AsMemory(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => ReceivedBatchCodec.Decode((byte[])[.. bytes, 0]));
    }, iter: 100, threads: 1);

    [Fact]
    public void Random_bytes_are_a_batch_or_refused_and_never_anything_else() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        if (bytes.Length > 0)
            bytes[0] = 1;
        try
        {
            ReceivedBatchCodec.Decode(bytes);
        }
        catch (InvalidDataException)
        {
        }
    }, iter: 5000, threads: 1);

    [Fact]
    public void A_batch_of_a_newer_version_is_refused_with_both_versions_named()
    {
        var bytes = ReceivedBatchCodec.Encode(Frontline.Testing.Log.TestBatches.Numbered(1));
        bytes[0] = 2;
        Assert.Equal("The batch has format version 2; this program reads version 1.", Assert.Throws<InvalidDataException>(() => ReceivedBatchCodec.Decode(bytes)).Message);
    }

    [Fact]
    public void The_bytes_of_version_1_stay_readable()
    {
        var batch = Frontline.Testing.Log.TestBatches.Numbered(2) with { Game = "g", Body = Encoding.ASCII.GetBytes("{}"), Import = new ImportRange("c", "m", 5, 9, [7, 6], [0, 3]) };
        Assert.Equal("0103010702401E18240A060001016706746573742F31093139322E302E322E310163016D05040204000103027B7D", Convert.ToHexString(ReceivedBatchCodec.Encode(batch with { Key = WriteKeyKind.Import })));
    }

    [Fact]
    public void The_bytes_of_a_replay_stay_readable()
    {
        var batch = new ReceivedBatch { Game = "g", Key = WriteKeyKind.Dev, Format = BatchFormat.Json, ReceivedAt = new Timestamp(2), EventCount = 1, Body = "{}"u8.ToArray(), Replay = new ReplayedRejects("ab", 300, [4], [1]) };
        Assert.Equal("0101000802000000000000000101670261" + "62AC02010401027B7D", Convert.ToHexString(ReceivedBatchCodec.Encode(batch)));
    }

    private static ReceivedBatch Plain(ReceivedBatch batch) => batch with { Body = default, Import = batch.Import is { } import ? import with { Rows = [], Numbers = [] } : null, Replay = batch.Replay is { } replay ? replay with { Indexes = [], Numbers = [] } : null };
}

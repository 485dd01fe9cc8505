using Frontline.Receiver;
using Frontline.Receiver.Bodies;
using Xunit;
using ZstdSharp;

namespace Frontline.Tests.Receiver;

public sealed class InflaterTests
{
    private const int Bound = 1 << 20;

    public static TheoryData<string> Codings => ["gzip", "br", "zstd"];

    [Theory]
    [MemberData(nameof(Codings))]
    public void A_body_comes_out_as_it_went_in(string coding)
    {
        var random = new Random(7);
        foreach (var length in new[] { 1, 17, 4096, 65_537, Bound - 1, Bound })
        {
            var body = new byte[length];
            for (var i = 0; i < length; i++)
                body[i] = (byte)"{}[]\":,ab01"[random.Next(11)];
            using var target = new PooledBuffer(new BufferBudget(64 << 20), Bound);
            Assert.Null(Inflater.Inflate(Parse(coding), Compressed.As(Parse(coding), body), target, Bound));
            Assert.True(target.Written.Span.SequenceEqual(body), $"{length} bytes");
        }
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public void One_byte_over_the_bound_is_refused(string coding)
    {
        using var target = new PooledBuffer(new BufferBudget(64 << 20), Bound);
        var refusal = Inflater.Inflate(Parse(coding), Compressed.As(Parse(coding), new byte[Bound + 1]), target, Bound);
        Assert.Equal(RefusalCode.InflatedTooLarge, refusal?.Code);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public void A_bomb_costs_no_more_than_an_honest_body(string coding)
    {
        var bomb = Compressed.As(Parse(coding), new byte[200 << 20]);
        Assert.True(bomb.Length < (200 << 20) / 900, $"{bomb.Length} bytes are no bomb");
        var budget = new BufferBudget(3 * Bound);
        using (var target = new PooledBuffer(budget, Bound))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(RefusalCode.InflatedTooLarge, Inflater.Inflate(Parse(coding), bomb, target, Bound)?.Code);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * Bound);
            Assert.InRange(budget.Used, 0, Bound);
        }

        Assert.Equal(0, budget.Used);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public void What_is_cut_short_or_damaged_is_refused(string coding)
    {
        var whole = Compressed.As(Parse(coding), "{\"events\":[{\"name\":\"one of them\"},{\"name\":\"another one\"}]}"u8.ToArray());
        for (var length = 1; length < whole.Length; length++)
        {
            using var target = new PooledBuffer(new BufferBudget(64 << 20), Bound);
            var code = Inflater.Inflate(Parse(coding), whole.AsMemory(0, length), target, Bound)?.Code;
            Assert.True(code == RefusalCode.MalformedEncoding, $"{length} of {whole.Length} bytes gave {code}, {target.Length} bytes");
        }

        using var other = new PooledBuffer(new BufferBudget(64 << 20), Bound);
        Assert.Equal(RefusalCode.MalformedEncoding, Inflater.Inflate(Parse(coding), "{\"events\":[]} plain"u8.ToArray(), other, Bound)?.Code);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public void A_used_up_budget_is_no_fault_of_the_body_and_everything_is_given_back(string coding)
    {
        var budget = new BufferBudget(100_000);
        using (var target = new PooledBuffer(budget, Bound))
            Assert.Equal(RefusalCode.BuffersFull, Inflater.Inflate(Parse(coding), Compressed.As(Parse(coding), new byte[500_000]), target, Bound)?.Code);
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void A_zstd_frame_that_lies_about_its_size_costs_a_buffer_within_the_bound()
    {
        using var compressor = new Compressor();
        var frame = compressor.Wrap(new byte[300]).ToArray();

        // Frame header: the descriptor's two highest bits say how long the content size is; here 8 bytes that claim almost 2^63.
        byte[] liar = [.. frame.AsSpan(0, 4), 0xE0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, .. frame.AsSpan(7)];
        var budget = new BufferBudget(64 << 20);
        using var target = new PooledBuffer(budget, Bound);
        Assert.NotNull(Inflater.Inflate(ContentCoding.Zstd, liar, target, Bound));
        Assert.InRange(budget.Used, 0, Bound);
    }

    private static ContentCoding Parse(string coding) => coding switch
    {
        "gzip" => ContentCoding.Gzip,
        "br" => ContentCoding.Brotli,
        _ => ContentCoding.Zstd,
    };
}

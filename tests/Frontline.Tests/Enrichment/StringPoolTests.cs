using System.Globalization;
using System.Text;
using Frontline.Enrichment;
using Xunit;

namespace Frontline.Tests.Enrichment;

public sealed class StringPoolTests
{
    [Fact]
    public void A_shared_string_is_the_same_object_and_every_string_is_what_was_asked_for()
    {
        var pool = new StringPool();
        for (var i = 0; i < 20_000; i++)
        {
            // Far more values than slots, many of one length, so that they push each other out.
            var text = (i * 7919 % 10_000).ToString("D5", CultureInfo.InvariantCulture) + (i % 3 == 0 ? "é" : "");
            Assert.Equal(text, pool.Get(Encoding.UTF8.GetBytes(text)));
        }

        Assert.Same(pool.Get("level_start"u8), pool.Get("level_start"u8));
        Assert.Equal(new string('x', 100), pool.Get(Encoding.UTF8.GetBytes(new string('x', 100))));
        Assert.Equal("", pool.Get(""u8));
    }
}

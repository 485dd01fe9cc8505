using System.Text;
using System.Web;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Importing;
using Xunit;

namespace Frontline.Tests.Importing;

public sealed class ImportWireTests
{
    private const string Events = "{\"a\":1}\n{\"b\":2}\n";
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void What_is_encoded_is_decoded_as_a_batch()
    {
        var range = new ImportRange(Hash, new string('b', 64), 5, 9, [5, 7], [0, 0]);

        var batch = Decode(ImportWire.Encode(range, Encoding.UTF8.GetBytes(Events)));

        Assert.Equal(("candy", WriteKeyKind.Import, BatchFormat.Ndjson, 2, new Timestamp(42)), (batch.Game, batch.Key, batch.Format, batch.EventCount, batch.ReceivedAt));
        Assert.Equal(Events, Encoding.UTF8.GetString(batch.Body.Span));
        Assert.Equal((range.ContentHash, range.MappingFingerprint, 5L, 9L), (batch.Import!.ContentHash, batch.Import.MappingFingerprint, batch.Import.FirstRow, batch.Import.EndRow));
        Assert.Equal(range.Rows, batch.Import.Rows);
        Assert.Equal(range.Numbers, batch.Import.Numbers);
    }

    [Theory]
    [InlineData("content_hash=zz", "", "content_hash")]
    [InlineData("first_row=-1", "", "first_row")]
    [InlineData("first_row=6", "", "Row 5 lies outside")]
    [InlineData("end_row=7", "", "Row 7 lies outside")]
    [InlineData("", "{\"rows\":[5],\"numbers\":[0]}\n{\"a\":1}\n{\"b\":2}\n", "2 events and 1 rows")]
    [InlineData("", "{\"rows\":[5,5],\"numbers\":[0,0]}\n{\"a\":1}\n{\"b\":2}\n", "out of order")]
    [InlineData("", "{\"rows\":[7,5],\"numbers\":[0,0]}\n{\"a\":1}\n{\"b\":2}\n", "out of order")]
    [InlineData("", "{\"rows\":[5,7],\"numbers\":[0]}\n{\"a\":1}\n{\"b\":2}\n", "2 rows and 1 numbers")]
    [InlineData("", "{\"rows\":[],\"numbers\":[]}\n", "1 to 2000 events")]
    [InlineData("", "{\"rows\":[5,7],\"numbers\":[0,0]}\n{\"a\":1}\n[2]\n", "not a JSON object")]
    [InlineData("", "{\"rows\":[5,7],\"numbers\":[0,0]}\n{\"a\":1}\n{\"b\":\n", "not JSON")]
    [InlineData("", "{\"rows\":[5,7]}\n{\"a\":1}\n{\"b\":2}\n", "lacks rows or numbers")]
    [InlineData("", "[1]\n{\"a\":1}\n", "not JSON")]
    [InlineData("", "no line", "no line of rows")]
    public void What_nobody_encoded_is_refused_with_a_sentence(string change, string body, string expected)
    {
        var (query, good) = ImportWire.Encode(new ImportRange(Hash, Hash, 5, 9, [5, 7], [0, 0]), Encoding.UTF8.GetBytes(Events));
        var name = change.Split('=')[0];
        var changed = name.Length == 0 ? query : string.Join('&', query.Split('&').Where(part => !part.StartsWith(name + "=", StringComparison.Ordinal)).Append(change));

        var exception = Assert.Throws<FormatException>(() => Decode((changed, body.Length == 0 ? good : Encoding.UTF8.GetBytes(body))));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static ReceivedBatch Decode((string Query, byte[] Body) request)
    {
        var query = HttpUtility.ParseQueryString(request.Query);
        return ImportWire.Decode("candy", name => query[name], request.Body, new Timestamp(42));
    }
}

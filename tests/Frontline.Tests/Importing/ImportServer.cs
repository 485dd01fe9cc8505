using System.Net;
using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Importing;

namespace Frontline.Tests.Importing;

/// <summary>A server that takes imports as the real one does: it decodes the wire, remembers rows by content, and refuses another mapping.</summary>
internal sealed class ImportServer : HttpMessageHandler
{
    private readonly Dictionary<string, (string Mapping, long RowsEnd)> contents = [];

    public List<ReceivedBatch> Batches { get; } = [];

    /// <summary>Events of all batches, in order.</summary>
    public IEnumerable<string> Events => Batches.SelectMany(batch => System.Text.Encoding.UTF8.GetString(batch.Body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>How many requests for rows are answered 503 before one is taken.</summary>
    public int Refusals { get; set; }

    /// <summary>After how many batches the connection breaks.</summary>
    public int BreaksAfter { get; set; } = int.MaxValue;

    /// <summary>Rejects that each content made.</summary>
    public long Rejected { get; set; }

    public bool IsSettled { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return request.RequestUri!.AbsolutePath switch
        {
            "/api/import/candy/status" => Json(Status(body)),
            "/api/import/candy/rows" => Rows(request.RequestUri, body),
            "/api/settle" => Json(new { settled = IsSettled = true }),
            "/api/sql" => Json(contents.Keys.Where(hash => Rejected > 0 && System.Text.Encoding.UTF8.GetString(body).Contains(hash, StringComparison.Ordinal)).Select(hash => new { import_hash = hash, rejected = Rejected })),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };
    }

    private object Status(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var hash = json.RootElement.GetProperty("content_hash").GetString()!;
        var mapping = json.RootElement.GetProperty("mapping_fingerprint").GetString();
        var known = contents.GetValueOrDefault(hash);
        return new { recorded_rows_end = known.RowsEnd, complete = false, conflict = known.Mapping is null || known.Mapping == mapping ? null : "This content was imported with another mapping." };
    }

    private HttpResponseMessage Rows(Uri uri, byte[] body)
    {
        if (Refusals > 0)
        {
            Refusals--;
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        }

        if (Batches.Count >= BreaksAfter)
        {
            throw new HttpRequestException("Connection reset");
        }

        var query = System.Web.HttpUtility.ParseQueryString(uri.Query);
        var batch = ImportWire.Decode("candy", name => query[name], body, new Timestamp(0));
        Batches.Add(batch);
        contents[batch.Import!.ContentHash] = (batch.Import.MappingFingerprint, batch.Import.EndRow);
        return Json(new { accepted = batch.EventCount });
    }

    private static HttpResponseMessage Json(object value) => new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(value)) };
}

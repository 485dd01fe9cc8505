using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Frontline.Core.Storage;
using Frontline.Demo;
using Frontline.SampleGame.Truths;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Demo;

public sealed class DemoGameTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_second_start_sends_only_what_came_due_since()
    {
        var files = new MemoryFiles();
        var time = new FakeTimeProvider(Start);
        var first = await CatchUp(files, time);
        time.Advance(TimeSpan.FromHours(2));
        var second = await CatchUp(files, time);

        Assert.NotEmpty(first);
        Assert.NotEmpty(second);
        Assert.Empty(first.Intersect(second));
        Assert.True(second.Count < first.Count / 20, $"{first.Count} events at first, {second.Count} two hours later");
    }

    [Fact]
    public async Task A_start_that_was_cut_off_in_the_middle_of_the_history_goes_on_there()
    {
        var files = new MemoryFiles();
        var time = new FakeTimeProvider(Start);
        var whole = await CatchUp(new MemoryFiles(), time);

        // One connection: with several, who was first with the first players' batches would hang on the scheduler, and so would where a start goes on.
        var first = await CatchUp(files, time, batchesUntilCut: 150, connections: 1);
        var second = await CatchUp(files, time);

        Assert.Equal(whole.ToHashSet(), first.Concat(second).ToHashSet());
        Assert.InRange(second.Count, 1, whole.Count - 100);
    }

    [Fact]
    public async Task The_truth_of_the_history_is_written_once()
    {
        var files = new MemoryFiles();
        var time = new FakeTimeProvider(Start);
        await CatchUp(files, time);
        var written = files.Text(Path.Combine("/data", Truth.FileName));
        time.Advance(TimeSpan.FromHours(2));
        await CatchUp(files, time);

        using var truth = JsonDocument.Parse(written);
        Assert.Equal(Start, truth.RootElement.GetProperty("until").GetDateTimeOffset());
        Assert.Equal(written, files.Text(Path.Combine("/data", Truth.FileName)));
    }

    [Fact]
    public async Task A_start_that_was_cut_off_before_it_saved_sends_the_same_event_ids_again()
    {
        var time = new FakeTimeProvider(Start);

        Assert.Equal((await CatchUp(new MemoryFiles(), time)).Order(), (await CatchUp(new MemoryFiles(), time)).Order());
    }

    [Fact]
    public async Task Every_start_brings_what_campaigns_cost_and_currencies_are_worth()
    {
        var files = new MemoryFiles();
        var time = new FakeTimeProvider(Start);
        var first = new Dictionary<string, JsonElement>();
        await CatchUp(files, time, books: first);
        time.Advance(TimeSpan.FromDays(3));
        var second = new Dictionary<string, JsonElement>();
        await CatchUp(files, time, books: second);

        // 11 January less a week until 30 January, a Friday, and then two working days more; seven currencies.
        Assert.Equal((20 * 7, 22 * 7), (Rows(first, "/api/rates").Count, Rows(second, "/api/rates").Count));
        Assert.Equal(["2026-01-05", "EUR", "USD"], Rows(first, "/api/rates")[0][..3]);
        using var truth = JsonDocument.Parse(files.Text(Path.Combine("/data", Truth.FileName)));
        var cost = truth.RootElement.GetProperty("campaigns").EnumerateArray().Sum(campaign => campaign.GetProperty("cost").GetDecimal());
        Assert.NotEqual(0, cost);
        Assert.Equal(cost, Costs(first));
        Assert.True(Costs(second) > cost);

        static List<string?[]> Rows(Dictionary<string, JsonElement> books, string path) =>
            [.. books[path].GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()).ToArray())];

        static decimal Costs(Dictionary<string, JsonElement> books) => Rows(books, "/api/games/demo/costs").Sum(row => decimal.Parse(row[5]!, CultureInfo.InvariantCulture));
    }

    /// <summary>The event ids that were accepted, copies and retries once each.</summary>
    private static async Task<IReadOnlyCollection<string>> CatchUp(IFileSystem files, TimeProvider time, int batchesUntilCut = int.MaxValue, int connections = 8, Dictionary<string, JsonElement>? books = null)
    {
        var ids = new ConcurrentDictionary<string, bool>();
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new ServerThatTakesEverything(ids, books, batchesUntilCut, cut)) { BaseAddress = new Uri("http://localhost/") };
        try
        {
            await new DemoGame(client, files, "/data", time, DemoGame.WorldUntil(Start, 7, 300, 20)) { Connections = connections }.CatchUpAsync(null, cut.Token);
        }
        catch (OperationCanceledException) when (batchesUntilCut < int.MaxValue)
        {
        }

        return ids.Keys.ToList();
    }

    private sealed class ServerThatTakesEverything(ConcurrentDictionary<string, bool> ids, Dictionary<string, JsonElement>? books, int batchesUntilCut, CancellationTokenSource cut) : HttpMessageHandler
    {
        private int batches;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            switch (request.RequestUri!.AbsolutePath)
            {
                case "/api/games":
                    return Json("""{"game":"demo","time_zone":"UTC","currency":"USD","write_key":"production","dev_key":"dev","created":true}""");
                case "/api/games/demo/keys":
                    return Json("""{"game":"demo","name":"h","kind":"history","key":"history"}""");
                case "/api/rates" or "/api/games/demo/costs":
                    books?.Add(request.RequestUri.AbsolutePath, await request.Content!.ReadFromJsonAsync<JsonElement>(cancellationToken));
                    return Json("""{"version":1,"added":1,"corrected":0,"already":0}""");
            }

            if (Interlocked.Increment(ref batches) > batchesUntilCut)
            {
                await cut.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }

            using var json = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            foreach (var one in json.RootElement.GetProperty("events").EnumerateArray())
            {
                if (one.ValueKind == JsonValueKind.Object)
                {
                    ids.TryAdd(one.GetProperty("event_id").GetString()!, true);
                }
            }

            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }

    private sealed class MemoryFiles : IFileSystem
    {
        private readonly Dictionary<string, MemoryFile> files = [];

        public string Text(string path) => Encoding.UTF8.GetString(files[path].Bytes);

        public IFile Create(string path) => files.TryAdd(path, new MemoryFile()) ? files[path] : throw new IOException($"{path} exists");

        public IFile Open(string path, FileAccess access) => files.TryGetValue(path, out var file) ? file : throw new FileNotFoundException(path);

        public bool TryLink(string existingPath, string newPath) => throw new NotSupportedException();

        public void Rename(string path, string newPath)
        {
            files[newPath] = files[path];
            files.Remove(path);
        }

        public void Delete(string path) => files.Remove(path);

        public bool FileExists(string path) => files.ContainsKey(path);

        public IReadOnlyList<string> ListFiles(string directory) => throw new NotSupportedException();

        public IReadOnlyList<string> ListDirectories(string directory) => throw new NotSupportedException();

        public void CreateDirectory(string path)
        {
        }

        public void SyncDirectory(string path)
        {
        }

        public long FreeBytes(string path) => long.MaxValue;

        private sealed class MemoryFile : IFile
        {
            private byte[] bytes = [];

            public ReadOnlySpan<byte> Bytes => bytes;

            public long Length => bytes.Length;

            public int Read(Span<byte> buffer, long offset)
            {
                bytes.AsSpan((int)offset).CopyTo(buffer);
                return bytes.Length - (int)offset;
            }

            public void Write(ReadOnlySpan<byte> bytes, long offset) => this.bytes = bytes.ToArray();

            public void SetLength(long length) => Array.Resize(ref bytes, (int)length);

            public void Sync()
            {
            }

            public void Dispose()
            {
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Frontline.Core.Storage;
using Frontline.Demo;
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
    public async Task A_start_that_was_cut_off_before_it_saved_sends_the_same_event_ids_again()
    {
        var time = new FakeTimeProvider(Start);

        Assert.Equal((await CatchUp(new MemoryFiles(), time)).Order(), (await CatchUp(new MemoryFiles(), time)).Order());
    }

    private static async Task<IReadOnlyCollection<string>> CatchUp(IFileSystem files, TimeProvider time)
    {
        var ids = new ConcurrentBag<string>();
        using var client = new HttpClient(new ReceiverThatTakesEverything(ids)) { BaseAddress = new Uri("http://localhost/") };
        await new DemoGame(client, files, "/data", time).CatchUpAsync(null, TestContext.Current.CancellationToken);
        return ids;
    }

    private sealed class ReceiverThatTakesEverything(ConcurrentBag<string> ids) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            switch (request.RequestUri!.AbsolutePath)
            {
                case "/api/games":
                    return Json("""{"game":"demo","time_zone":"UTC","currency":"USD","write_key":"production","dev_key":"dev","created":true}""");
                case "/api/games/demo/keys":
                    return Json("""{"game":"demo","name":"h","kind":"history","key":"history"}""");
            }

            using var json = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            foreach (var one in json.RootElement.GetProperty("events").EnumerateArray())
            {
                ids.Add(one.GetProperty("event_id").GetString()!);
            }

            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }

    private sealed class MemoryFiles : IFileSystem
    {
        private readonly Dictionary<string, MemoryFile> files = [];

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

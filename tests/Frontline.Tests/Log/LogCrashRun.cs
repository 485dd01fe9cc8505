using System.Globalization;
using System.Text;
using Frontline.Core.Road;
using Frontline.Embedded.Log;
using Frontline.Testing.Files;

namespace Frontline.Tests.Log;

/// <summary>
/// One log through several lives, each ended by a power cut or a kill at a seeded operation. After each, every record that was acknowledged, or that a
/// reader has seen, must be there unchanged at its position.
/// </summary>
internal sealed class LogCrashRun(int seed) : IDisposable
{
    private readonly LogUnderTest test = new() { Seed = seed * 1000 };
    private readonly Random random = new(seed);
    private readonly Dictionary<string, string> submitted = new(StringComparer.Ordinal);
    private readonly List<string> kept = [];
    private long trimmed;
    private int nextRecord;
    private string? logId;

    /// <summary>Where the run is, for predicates that leave out a sync.</summary>
    public Phase Now { get; private set; }

    public ForgetfulFileSystem Files => test.Files;

    public int Crashes { get; private set; }

    public enum Phase
    {
        Opening,
        Appending,
        Trimming,
        Closing,
    }

    /// <summary>Lives and dies; returns what was wrong, or null.</summary>
    public async Task<string?> RunAsync(int lives)
    {
        for (var life = 0; life < lives; life++)
        {
            // The first life often dies while the log is being made.
            test.Files.PowerFailsAt = test.Files.Operations + random.Next(1, life == 0 ? 25 : 70);
            if (await LiveAsync() is { } wrong)
                return $"seed {seed}, life {life}: {wrong}";
            if (random.Next(4) == 0)
            {
                test.Files.Kill();
            }
            else
            {
                test.Files.Crash(new Random(random.Next()));
                Crashes++;
            }
        }

        return await LiveAsync(readOnly: true) is { } last ? $"seed {seed}, at the end: {last}" : null;
    }

    public void Dispose() => test.Dispose();

    private async Task<string?> LiveAsync(bool readOnly = false)
    {
        Now = Phase.Opening;
        SegmentLog log;
        using var flusher = new FlusherGate();
        try
        {
            log = await test.OpenAsync(flusher);
        }
        catch (PowerLostException)
        {
            return null;
        }
        catch (Exception exception)
        {
            return $"the log does not open: {exception.Message}";
        }

        try
        {
            if ((logId ??= log.Id) != log.Id)
                return "the log has become another one";
            if (Verify(log) is { } wrong)
                return wrong;
            while (!readOnly)
            {
                await StepAsync(log, flusher);
            }

            return null;
        }
        catch (Exception exception) when (exception is PowerLostException or InboxUnavailableException { InnerException: PowerLostException })
        {
            return null;
        }
        catch (StreamDamagedException exception)
        {
            return exception.Message;
        }
        finally
        {
            Now = Phase.Closing;
            flusher.Open();
            await log.DisposeAsync();
        }
    }

    private async Task StepAsync(SegmentLog log, FlusherGate flusher)
    {
        switch (random.Next(8))
        {
            case 0:
                Now = Phase.Trimming;
                var before = random.NextInt64(trimmed, log.End + 1);
                trimmed = Math.Max(trimmed, before);
                await log.TrimAsync(before);
                break;
            case 1 or 2:
                Now = Phase.Appending;
                await AppendGroupAsync(log, flusher);
                break;
            default:
                Now = Phase.Appending;
                var record = NextRecord();
                Acknowledge(await log.AppendAsync(Encoding.UTF8.GetBytes(record)), record);
                break;
        }
    }

    /// <summary>One record alone, then several as one group, by holding the flusher until they are all there.</summary>
    private async Task AppendGroupAsync(SegmentLog log, FlusherGate flusher)
    {
        flusher.Close();
        var records = Enumerable.Range(0, random.Next(2, 5)).Select(_ => NextRecord()).ToList();
        var appends = new List<Task<long>> { log.AppendAsync(Encoding.UTF8.GetBytes(records[0])).AsTask() };
        await Task.WhenAny(flusher.Reached, appends[0]);
        try
        {
            foreach (var record in records.Skip(1))
            {
                appends.Add(log.AppendAsync(Encoding.UTF8.GetBytes(record)).AsTask());
            }
        }
        finally
        {
            flusher.Open();
        }

        await Task.WhenAny(Task.WhenAll(appends));
        for (var index = 0; index < appends.Count; index++)
        {
            if (appends[index].IsCompletedSuccessfully)
                Acknowledge(await appends[index], records[index]);
        }

        await Task.WhenAll(appends);
    }

    private void Acknowledge(long position, string record)
    {
        if (position != kept.Count)
            throw new InvalidOperationException($"A record was acknowledged at {position}, and {kept.Count} was next.");
        kept.Add(record);
    }

    private string NextRecord()
    {
        var id = nextRecord++.ToString(CultureInfo.InvariantCulture);
        var record = $"{id}:{new string((char)('a' + random.Next(26)), random.Next(random.Next(6) == 0 ? 5000 : 700))}";
        submitted.Add(id, record);
        return record;
    }

    private string? Verify(SegmentLog log)
    {
        if (log.Begin > trimmed)
            return $"the log begins at {log.Begin}, and only {trimmed} was trimmed";
        if (log.End < kept.Count)
            return $"the log ends at {log.End}, and {kept.Count} records were acknowledged or seen";
        using var reader = log.OpenReader(log.Begin);
        while (reader.TryRead(out var bytes))
        {
            var record = Encoding.UTF8.GetString(bytes.Span);
            var position = (int)reader.Position - 1;
            if (position < kept.Count)
            {
                if (kept[position] != record)
                    return $"record {position} is '{Short(record)}' and was '{Short(kept[position])}'";
                continue;
            }

            // Not acknowledged, so it may be there; now that it was seen, it must stay.
            if (!submitted.TryGetValue(record.Split(':')[0], out var known) || known != record || kept.Contains(record))
                return $"record {position} is '{Short(record)}', which nobody appended there";
            kept.Add(record);
        }

        return reader.Position == log.End ? null : $"reading ended at {reader.Position} of {log.End}";
    }

    private static string Short(string record) => record.Length > 30 ? record[..30] + "…" : record;
}

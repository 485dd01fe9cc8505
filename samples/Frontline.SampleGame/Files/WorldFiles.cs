using System.IO.Compression;
using Frontline.SampleGame.Books;
using Frontline.SampleGame.Players;
using Frontline.SampleGame.Sending;
using Frontline.SampleGame.Truths;
using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Files;

/// <summary>Writes a world's history into gzipped NDJSON files for <c>frontline import</c>, and the truth about them beside, with what its campaigns cost and what its currencies are worth. All of it is history: clocks are right, and there are no test devices.</summary>
public sealed class WorldFiles(SampleWorld world, string directory)
{
    /// <summary>Events after which a new file begins, once a player's are written.</summary>
    private const long EventsPerFile = 2_000_000;

    private readonly PlayerLife life = new(world);
    private readonly EventText events = new(world);
    private readonly Utf8Text text = new(256 * 1024);
    private readonly List<Parcel> parcels = [];

    /// <summary>Writes them, player by player, in memory that does not grow with their number. The directory is made; files of these names are replaced.</summary>
    /// <param name="progress">Told the share done, 0 to 1, and the events written so far.</param>
    /// <param name="cancellation">Stops between two players.</param>
    /// <returns>What is true of the files.</returns>
    public Truth Write(IProgress<(double Share, long Events)>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        var window = new SendWindow(long.MinValue, world.HistoryEnd, long.MaxValue);
        var truth = new TruthCounter(world, window);
        var end = world.PlayersUntil(window.UntilMillis);
        var written = 0L;
        var number = 0L;
        for (var file = 1; number < end; file++)
        {
            using var stream = new GZipStream(File.Create(Path.Combine(directory, $"events-{file:D4}.ndjson.gz")), CompressionLevel.Fastest);
            for (var inFile = 0L; number < end && inFile < EventsPerFile; number++)
            {
                cancellation.ThrowIfCancellationRequested();
                life.Draw(number, window.UntilMillis);
                truth.Add(life);
                Parcels.Cut(life, window, parcels);
                var count = WritePlayer();
                stream.Write(text.Written);
                (inFile, written) = (inFile + count, written + count);
                if (number % 1_000 == 0)
                {
                    progress?.Report((number / (double)end, written));
                }
            }
        }

        var result = truth.ToTruth();
        using var output = File.Create(Path.Combine(directory, Truth.FileName));
        result.Write(output);
        WriteBooks(result);
        return result;
    }

    private void WriteBooks(Truth truth)
    {
        using var rates = File.CreateText(Path.Combine(directory, ExchangeRates.FileName));
        ExchangeRates.WriteCsv(rates, ExchangeRates.Of(world, DateOnly.FromDateTime(truth.Until.UtcDateTime)));
        using var costs = File.CreateText(Path.Combine(directory, Spend.FileName));
        Spend.WriteCsv(costs, truth);
    }

    private int WritePlayer()
    {
        text.Clear();
        events.Begin(life.Player);
        var count = 0;
        foreach (var parcel in parcels)
        {
            for (var time = 0; time < parcel.Times; time++)
            {
                for (var i = parcel.First; i < parcel.End; i++)
                {
                    count += WriteLine(parcel.IsServer ? life.ServerEvents[i] : life.Events[i]) ? 1 : 0;
                }
            }
        }

        return count;
    }

    private bool WriteLine(in GameEvent one)
    {
        if (!Parcels.IsSent(one, SendKey.History))
        {
            return false;
        }

        if (one.Kind == EventKind.Malformed)
        {
            events.WriteMalformed(text, one, skewMillis: 0);
        }
        else
        {
            events.WriteOpen(text, one, skewMillis: 0, world.HistoryEnd);
            text.Add(",\"context\":{"u8);
            events.WriteContext(text, one.Session < 0 ? 0 : life.Sessions[one.Session].Version, life.InstalledAtMillis);
            text.Add("}}"u8);
        }

        text.Add((byte)'\n');
        return true;
    }
}

using Frontline.Core;
using Frontline.Core.Storage;
using Frontline.Lake;
using Frontline.Lake.Chain;

namespace Frontline.Pipeline.Sealing;

/// <summary>Landing files that an earlier writer left to be sealed.</summary>
internal static class FoundLanding
{
    /// <summary>Adds the landing files that count, in entry order, each with the hour and the age of its entry.</summary>
    public static async ValueTask AddAsync(IObjectStore lake, ChainWriter chain, LandingFiles landing, TimeSpan ageMax, TimeProvider time, CancellationToken cancellation)
    {
        var found = chain.Files.Where(file => file.Kind == DataFileKind.Landing).OrderBy(file => file.FirstEntry).ToList();
        if (found.Count == 0)
        {
            return;
        }

        var read = await new ChainReader(lake, chain.Chain).ReadAsync(found[0].FirstEntry - 1, cancellation: cancellation).ConfigureAwait(false);
        var recordedAt = read.Entries.ToDictionary(entry => entry.Number, entry => entry.RecordedAt);
        var now = Timestamp.Now(time);
        foreach (var file in found)
        {
            // An entry that has been folded and deleted is a day old at least: its rows go to the hour in which it was folded.
            var at = recordedAt.TryGetValue(file.FirstEntry, out var known) ? known : read.Restart?.EntryRecordedAt ?? now;
            landing.Add(file, at.UnixHour, age: TimeSpan.FromTicks(Math.Clamp((now - at).Ticks, 0, ageMax.Ticks)));
        }
    }
}

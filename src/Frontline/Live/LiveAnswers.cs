using System.Buffers;
using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.Roles;

namespace Frontline.Live;

/// <summary>Answers of <c>/api/live</c>, each made once per chain position and minute however many ask for it. Thread-safe.</summary>
internal sealed class LiveAnswers(ILiveStore store, IGameCatalog games, IGameCalendar calendar, TimeProvider time, LiveOptions options)
{
    /// <summary>Answers are kept up to this many bytes in all; more are made again when asked for.</summary>
    private const long KeptBytesMax = 32 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<LiveRequest, byte[]> kept = [];
    private (IReadOnlyList<LivePosition> Positions, long Minute, bool? IsSettled) keptFor;
    private long keptBytes;

    /// <summary>The answer as UTF-8 JSON on one line. The same array is returned until something has changed.</summary>
    public byte[] Get(LiveRequest request, IReadOnlyList<RoleStatus>? roles)
    {
        var positions = store.Positions;
        var minute = CurrentMinute(positions);
        bool? isSettled = roles is null ? null : roles.All(role => role.LagEvents is null or 0);
        lock (gate)
        {
            if (!ReferenceEquals(keptFor.Positions, positions) || keptFor.Minute != minute || keptFor.IsSettled != isSettled)
            {
                kept.Clear();
                keptBytes = 0;
                keptFor = (positions, minute, isSettled);
            }

            // Made under the lock, so that a crowd that asks for one answer costs one.
            if (!kept.TryGetValue(request, out var answer))
            {
                answer = Make(request, minute, isSettled);
                if (keptBytes + answer.Length <= KeptBytesMax)
                {
                    kept.Add(request, answer);
                    keptBytes += answer.Length;
                }
            }

            return answer;
        }
    }

    // Never before what was recorded, should the clock have been set back.
    private long CurrentMinute(IReadOnlyList<LivePosition> positions)
    {
        var minute = Timestamp.Now(time).UnixMinute;
        foreach (var position in positions)
        {
            minute = Math.Max(minute, position.AsOf.UnixMinute);
        }

        return minute;
    }

    private byte[] Make(LiveRequest request, long minute, bool? isSettled)
    {
        var configured = games.TryGet(request.Game, out var game) ? game : new Game { Id = request.Game, Keys = [] };
        var firstMinute = minute - request.Minutes + 1;

        // A day more on either side, since which days are meant depends on the zone that the answer's windows were counted in.
        var utcDay = DateOnly.FromDateTime(new Timestamp(minute * Timestamp.MicrosPerMinute).ToDateTimeOffset().UtcDateTime).DayNumber;
        var slice = store.Read(new LiveQuery
        {
            Game = request.Game,
            Dimension = request.By,
            FirstMinute = firstMinute,
            LastMinute = minute,
            FirstDay = utcDay - 2,
            LastDay = utcDay + 1,
        });
        var counted = slice.Games.Count > 0 ? slice.Games[0] : new LiveGame(request.Game, configured.TimeZone, configured.SessionIdleMinutes, 0, 0);
        var today = calendar.DayOf(counted.TimeZone, new Timestamp(minute * Timestamp.MicrosPerMinute)).DayNumber;
        var clock = new LiveClock(firstMinute, minute, today - 1, today, counted.TimeZone, counted.SessionIdleMinutes, counted.SessionsSince, isSettled);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            new LiveJson(json, request, slice, clock, calendar, options.ValuesPerDimensionMax).Write();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

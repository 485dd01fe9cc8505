using System.Buffers.Binary;
using Frontline.Core;
using Frontline.Core.State;

namespace Frontline.Pipeline.Keyed;

/// <summary>
/// Which buckets of dedupe keys exist, and how many keys each holds: for a client hour, the recorded days to look in. Thread-safe: the deciding
/// stage reads while the committing stage adds and expires.
/// </summary>
/// <remarks>
/// Invariant: a bucket is known here before its first key is in the state, and its day is forgotten only after <see cref="LateFloor"/> has been raised,
/// so that a look-up which misses a key for that reason is followed by a limit that rejects the event.
/// </remarks>
internal sealed class DedupeBuckets
{
    /// <summary>Events without a client time.</summary>
    public const uint NoHour = 0xFFFFFFFF;

    /// <summary>Hours outside 1970 to the year 491,936, and those beyond <see cref="RecorderOptions.DedupeHoursPerDayMax"/>.</summary>
    public const uint OtherHours = 0xFFFFFFFE;

    /// <summary>Disk for a key, measured: 16 random bytes, what is left of prefix and sequence number after delta encoding and LZ4, filter and index (docs/adr/0002-rocksdb-keyed-state.md).</summary>
    public const int BytesPerKey = 24;

    private readonly Lock gate = new();
    private readonly int hoursPerDayMax;
    private readonly IdentityFilters filters;

    /// <summary>Days of an hour, newest first; the arrays are never changed.</summary>
    private readonly Dictionary<uint, ushort[]> daysOfHour = [];
    private readonly SortedDictionary<ushort, Dictionary<uint, long>> keysOfDay = [];
    private long keys;
    private long lateFloorMicros = long.MinValue;

    public DedupeBuckets(IKeyedState state, int hoursPerDayMax, long filterBytesMax)
    {
        this.hoursPerDayMax = hoursPerDayMax;
        filters = new IdentityFilters(filterBytesMax);
        foreach (var (key, value) in state.Scan(StateKeys.Buckets))
        {
            var (day, hour) = StateKeys.ReadBucket(key);
            Register(day, hour);
            filters.Drop(hour);
            Count(day, hour, BinaryPrimitives.ReadInt64BigEndian(value));
        }

        if (state.Get(StateKeys.LateFloor) is { } floor)
        {
            lateFloorMicros = BinaryPrimitives.ReadInt64BigEndian(floor);
        }
    }

    /// <summary>Events before this are rejected as too late, because duplicates among them can no longer be recognised; only set once the disk budget was reached.</summary>
    public Timestamp LateFloor => new(Volatile.Read(ref lateFloorMicros));

    public long Keys => Volatile.Read(ref keys);

    /// <summary>Recorded days that are held.</summary>
    public int Days
    {
        get
        {
            lock (gate)
            {
                return keysOfDay.Count;
            }
        }
    }

    public static uint HourOf(Timestamp? clientTime) => clientTime is not { } time ? NoHour : time.UnixHour is >= 0 and < OtherHours ? (uint)time.UnixHour : OtherHours;

    /// <summary>The recorded days whose bucket for a client hour may hold an identity, newest first; none when it is sure that no bucket does.</summary>
    public ReadOnlySpan<ushort> DaysOf(uint hour, UInt128 identity)
    {
        lock (gate)
        {
            return daysOfHour.TryGetValue(hour, out var days) && filters.MayContain(hour, identity) ? days : [];
        }
    }

    /// <summary>Adds keys recorded on a day, and their buckets.</summary>
    public void Add(ushort day, IEnumerable<(uint Hour, UInt128 Identity)> identities, StateBatch changes)
    {
        lock (gate)
        {
            var touched = new HashSet<uint>();
            foreach (var (hour, identity) in identities)
            {
                var bucket = Place(day, hour);
                Count(day, bucket, 1);
                touched.Add(bucket);
                filters.Add(bucket, identity);
                changes.Put(StateKeys.Dedupe(day, bucket, identity), []);
            }

            foreach (var bucket in touched.Order())
            {
                changes.Put(StateKeys.Bucket(day, bucket), Int64(keysOfDay[day][bucket]));
            }
        }
    }

    /// <summary>Expires the recorded days before one.</summary>
    public void Expire(int oldestKept, StateBatch changes)
    {
        lock (gate)
        {
            while (keysOfDay.Count > 0 && keysOfDay.First().Key < oldestKept)
            {
                Forget(keysOfDay.First().Key, changes);
            }
        }
    }

    /// <summary>Gives up the oldest days until what is left fits a budget, and raises <see cref="LateFloor"/> past them. The newest day stays whatever its size.</summary>
    /// <param name="bytesMax">The budget.</param>
    /// <param name="futureLimit">How far ahead of its recording an event may lie.</param>
    /// <param name="changes">Where to put the changes.</param>
    public void FitInto(long bytesMax, TimeSpan futureLimit, StateBatch changes)
    {
        lock (gate)
        {
            while (keysOfDay.Count > 1 && keys > bytesMax / BytesPerKey)
            {
                var day = keysOfDay.First().Key;
                var floor = (new Timestamp((day + 1) * Timestamp.MicrosPerDay) + futureLimit).UnixMicros;
                if (floor > lateFloorMicros)
                {
                    Volatile.Write(ref lateFloorMicros, floor);
                    changes.Put(StateKeys.LateFloor, Int64(floor));
                }

                Forget(day, changes);
            }
        }
    }

    private static byte[] Int64(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    private uint Place(ushort day, uint hour)
    {
        if (keysOfDay.TryGetValue(day, out var hours) && (hours.ContainsKey(hour) || (hours.Count >= hoursPerDayMax && hour != NoHour)))
        {
            hour = hours.ContainsKey(hour) ? hour : OtherHours;
        }

        Register(day, hour);
        return hour;
    }

    private void Register(ushort day, uint hour)
    {
        if (!keysOfDay.TryGetValue(day, out var hours))
        {
            keysOfDay[day] = hours = [];
        }

        if (hours.TryAdd(hour, 0))
        {
            var days = daysOfHour.GetValueOrDefault(hour, []);
            if (days.Length == 0)
            {
                filters.Begin(hour);
            }

            daysOfHour[hour] = [.. days.Append(day).OrderDescending()];
        }
    }

    private void Count(ushort day, uint hour, long added)
    {
        keysOfDay[day][hour] += added;
        Volatile.Write(ref keys, keys + added);
    }

    private void Forget(ushort day, StateBatch changes)
    {
        foreach (var (hour, count) in keysOfDay[day])
        {
            Volatile.Write(ref keys, keys - count);
            var left = daysOfHour[hour].Where(other => other != day).ToArray();
            if (left.Length == 0)
            {
                daysOfHour.Remove(hour);
                filters.Drop(hour);
            }
            else
            {
                daysOfHour[hour] = left;
            }
        }

        keysOfDay.Remove(day);
        changes.DeleteRange(StateKeys.DedupeDay(day), StateKeys.DedupeDay(day + 1));
        changes.DeleteRange(StateKeys.BucketDay(day), StateKeys.BucketDay(day + 1));
    }
}

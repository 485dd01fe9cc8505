using System.IO.Hashing;
using System.Runtime.InteropServices;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;

namespace Frontline.Pipeline.Keyed;

/// <summary>What the Recorder knows of a player: the dense key and the clock offsets of the newest sessions. Immutable.</summary>
internal sealed class PlayerRecord
{
    private const byte Version = 1;

    private readonly SessionOffset[] sessions;

    /// <summary>Received time of the newest batch without session_id; meaningless unless <see cref="hasSessionless"/>.</summary>
    private readonly Timestamp sessionlessAt;
    private readonly long sessionlessMicros;
    private readonly bool hasSessionless;

    public PlayerRecord(long key)
        : this(key, [], hasSessionless: false, default, sessionlessMicros: 0)
    {
    }

    private PlayerRecord(long key, SessionOffset[] sessions, bool hasSessionless, Timestamp sessionlessAt, long sessionlessMicros)
    {
        Key = key;
        this.sessions = sessions;
        this.hasSessionless = hasSessionless;
        this.sessionlessAt = sessionlessAt;
        this.sessionlessMicros = sessionlessMicros;
    }

    /// <summary>The <c>player_key</c>.</summary>
    public long Key { get; }

    /// <exception cref="Frontline.Core.State.KeyedStateDamagedException">The bytes are no player's.</exception>
    public static PlayerRecord Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Version)
        {
            throw new Core.State.KeyedStateDamagedException("A player's record is of an unknown version");
        }

        var key = (long)reader.Unsigned();
        var sessions = new SessionOffset[reader.Byte()];
        for (var index = 0; index < sessions.Length; index++)
        {
            sessions[index] = new SessionOffset(reader.Fixed(), reader.Signed());
        }

        return reader.AtEnd
            ? new PlayerRecord(key, sessions, hasSessionless: false, default, sessionlessMicros: 0)
            : new PlayerRecord(key, sessions, hasSessionless: true, new Timestamp(reader.Signed()), reader.Signed());
    }

    public byte[] ToBytes()
    {
        var writer = new ByteWriter(stackalloc byte[160]);
        writer.Byte(Version);
        writer.Unsigned((ulong)Key);
        writer.Byte((byte)sessions.Length);
        foreach (var session in sessions)
        {
            writer.Fixed(session.Session);
            writer.Signed(session.Micros);
        }

        if (hasSessionless)
        {
            writer.Signed(sessionlessAt.UnixMicros);
            writer.Signed(sessionlessMicros);
        }

        return writer.ToArray();
    }

    /// <summary>The offset fixed for a session (or, without one, for the time until <paramref name="idle"/> has passed without a batch), or null where it has to be measured.</summary>
    /// <param name="sessionId">The client's session, or null.</param>
    /// <param name="receivedAt">When the batch was received; a replay's original's.</param>
    /// <param name="idle">For how long an offset without a session lasts.</param>
    /// <param name="isReplay">A replay may be of long before what is known: then that says nothing about its clock either.</param>
    public long? OffsetMicros(string? sessionId, Timestamp receivedAt, TimeSpan idle, bool isReplay)
    {
        if (string.IsNullOrEmpty(sessionId))
        {
            return hasSessionless && receivedAt - sessionlessAt <= idle && !(isReplay && sessionlessAt - receivedAt > idle) ? sessionlessMicros : null;
        }

        var hash = Hash(sessionId);
        foreach (var session in sessions)
        {
            if (session.Session == hash)
            {
                return session.Micros;
            }
        }

        return null;
    }

    /// <summary>The record after an event was recorded; the same instance when nothing changes.</summary>
    public PlayerRecord With(RecordedRow row, int sessionsMax)
    {
        // Rows without a client time, and history, say nothing about the clock of a session.
        if (row.Event.ClientTime is null || row.Key is WriteKeyKind.History or WriteKeyKind.Import)
        {
            return this;
        }

        if (string.IsNullOrEmpty(row.Event.SessionId))
        {
            // A replay of an earlier batch must not change the clock that later ones go by.
            if (row.ReplayOf is not null && hasSessionless && row.ReceivedAt < sessionlessAt)
            {
                return this;
            }

            var at = hasSessionless && sessionlessAt > row.ReceivedAt ? sessionlessAt : row.ReceivedAt;
            return hasSessionless && at == sessionlessAt && row.ClockOffsetMicros == sessionlessMicros
                ? this
                : new PlayerRecord(Key, sessions, hasSessionless: true, at, row.ClockOffsetMicros);
        }

        var hash = Hash(row.Event.SessionId);
        foreach (var session in sessions)
        {
            if (session.Session == hash)
            {
                return this;
            }
        }

        var kept = sessions.AsSpan(Math.Max(0, sessions.Length + 1 - sessionsMax));
        return new PlayerRecord(Key, [.. kept, new SessionOffset(hash, row.ClockOffsetMicros)], hasSessionless, sessionlessAt, sessionlessMicros);
    }

    private static ulong Hash(string sessionId) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(sessionId.AsSpan()));
}

using Frontline.Core;
using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>How far the keyed state of the live windows has come.</summary>
internal readonly record struct LiveHead(LivePosition Position, long OldestMinute, long OldestBucket)
{
    public byte[] Write(StateWriter writer) => writer.Begin()
        .Byte(StateKeys.Format)
        .Text(Position.Chain.Log)
        .Count(Position.Entry)
        .Int64(Position.AsOf.UnixMicros)
        .Count(OldestMinute)
        .Count(OldestBucket)
        .ToArray();

    /// <exception cref="InvalidDataException">The state has another format.</exception>
    public static LiveHead Read(byte[] value, int partition)
    {
        var reader = new StateReader(value);
        var format = reader.Byte();
        return format == StateKeys.Format
            ? new LiveHead(new LivePosition(new LiveChain(reader.Text(), partition), reader.Count(), new Timestamp(reader.Int64())), reader.Count(), reader.Count())
            : throw new InvalidDataException($"The keyed state of the live windows has format {format}, and this program knows {StateKeys.Format}: delete the keyed state, it is rebuilt from the lake.");
    }
}

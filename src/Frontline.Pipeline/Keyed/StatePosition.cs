using System.Globalization;
using System.Text;
using Frontline.Core.State;
using Frontline.Lake.Chain;

namespace Frontline.Pipeline.Keyed;

/// <summary>Up to which entry of which chain a keyed state has been brought.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Number">The entry, inclusive.</param>
/// <param name="Sha256">The entry's SHA-256, so that a state is never taken for one of a chain that was restored from an older copy and went another way; empty when the entry had been folded away.</param>
internal readonly record struct StatePosition(ChainId Chain, long Number, string Sha256)
{
    /// <summary>The position of a state, or null for one that was never committed to.</summary>
    /// <exception cref="KeyedStateDamagedException">It cannot be read.</exception>
    public static StatePosition? Read(IKeyedState state)
    {
        if (state.Get(StateKeys.Position) is not { } value)
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(value).Split(' ');
        return parts.Length == 4
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new StatePosition(new ChainId(parts[0], partition), number, parts[3])
            : throw new KeyedStateDamagedException("The keyed state's position cannot be read");
    }

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Chain.Log} {Chain.Partition} {Number} {Sha256}"));
}

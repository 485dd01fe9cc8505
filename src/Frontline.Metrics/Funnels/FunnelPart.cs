namespace Frontline.Metrics.Funnels;

/// <summary>Some of the players: those whose number has, in the lowest bits that <paramref name="Mask"/> has, the bits of <paramref name="Rest"/>. The default value is all of them.</summary>
/// <param name="Mask">A power of two less one.</param>
/// <param name="Rest">0 to <paramref name="Mask"/>.</param>
public readonly record struct FunnelPart(long Mask, long Rest)
{
    public bool Has(long player) => (player & Mask) == Rest;

    /// <summary>The part in two halves.</summary>
    public (FunnelPart Even, FunnelPart Odd) Halve() => (new FunnelPart(Mask << 1 | 1, Rest), new FunnelPart(Mask << 1 | 1, Rest | (Mask + 1)));
}

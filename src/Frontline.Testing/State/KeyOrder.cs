namespace Frontline.Testing.State;

/// <summary>Keys as unsigned bytes, a prefix before what it begins.</summary>
internal sealed class KeyOrder : IComparer<byte[]>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}

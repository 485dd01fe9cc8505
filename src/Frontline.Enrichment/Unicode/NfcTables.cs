using System.Collections.Frozen;
using System.Globalization;

namespace Frontline.Enrichment.Unicode;

/// <summary>The tables behind <see cref="Nfc"/>, read once from the embedded <c>nfc.txt</c>.</summary>
internal static class NfcTables
{
    /// <summary>The version of the Unicode Character Database the tables were drawn from. Characters added later are left as they are.</summary>
    public const string UnicodeVersion = "14.0.0";

    private static readonly FrozenDictionary<int, (int First, int Second)> Decompositions;
    private static readonly FrozenDictionary<long, int> Compositions;
    private static readonly FrozenDictionary<int, byte> CombiningClasses;
    private static readonly FrozenSet<int> Changing;

    static NfcTables()
    {
        var decompositions = new Dictionary<int, (int, int)>();
        var compositions = new Dictionary<long, int>();
        var classes = new Dictionary<int, byte>();
        var changing = new HashSet<int>();
        using var resource = typeof(NfcTables).Assembly.GetManifestResourceStream("nfc.txt")!;
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            switch (parts[0])
            {
                case "d" or "x":
                    var codePoint = Hex(parts[1]);
                    var first = Hex(parts[2]);
                    var second = parts.Length > 3 ? Hex(parts[3]) : 0;
                    decompositions.Add(codePoint, (first, second));
                    if (parts[0] == "d")
                    {
                        compositions.Add(Pair(first, second), codePoint);
                        changing.Add(second);
                    }
                    else
                    {
                        changing.Add(codePoint);
                    }

                    break;
                case "c":
                    for (var marked = Hex(parts[1]); marked <= Hex(parts[2]); marked++)
                    {
                        classes.Add(marked, byte.Parse(parts[3], CultureInfo.InvariantCulture));
                        changing.Add(marked);
                    }

                    break;
            }
        }

        // The second and third parts of a Hangul syllable may compose with what stands before them.
        for (var jamo = 0x1161; jamo <= 0x11C2; jamo++) changing.Add(jamo);

        Decompositions = decompositions.ToFrozenDictionary();
        Compositions = compositions.ToFrozenDictionary();
        CombiningClasses = classes.ToFrozenDictionary();
        Changing = changing.ToFrozenSet();
    }

    /// <summary>False when a text without such characters is certainly normal (the quick check of UAX #15, section 9).</summary>
    public static bool MayChange(int codePoint) => Changing.Contains(codePoint);

    public static int CombiningClass(int codePoint) => CombiningClasses.GetValueOrDefault(codePoint);

    /// <summary>One step of the canonical decomposition; <paramref name="second"/> is 0 for a singleton.</summary>
    public static bool TryDecompose(int codePoint, out int first, out int second)
    {
        var known = Decompositions.TryGetValue(codePoint, out var parts);
        (first, second) = parts;
        return known;
    }

    public static bool TryCompose(int first, int second, out int composite) => Compositions.TryGetValue(Pair(first, second), out composite);

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

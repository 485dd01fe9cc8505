using System.Text;

namespace Frontline.Enrichment.Unicode;

/// <summary>Unicode normalisation form C (UAX #15).</summary>
/// <remarks>
/// The runtime's <see cref="string.Normalize()"/> does nothing under invariant globalization, and with ICU its result would depend on the
/// machine's ICU version. Enriching a batch again must give the same bytes on any machine, so the tables are our own and pinned.
/// </remarks>
internal static class Nfc
{
    // Hangul syllables are composed by arithmetic: The Unicode Standard, section 3.12.
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TrailCount;

    /// <summary>The text in NFC: the same instance when it is already. Unpaired surrogates are left as they are.</summary>
    public static string Normalise(string text)
    {
        if (IsCertainlyNormal(text)) return text;

        var decomposed = new List<int>(text.Length * 2);
        for (var at = 0; at < text.Length;)
        {
            Decompose(CodePointAt(text, ref at), decomposed);
        }

        Reorder(decomposed);
        Compose(decomposed);
        var result = Build(decomposed, text.Length);
        return result == text ? text : result;
    }

    private static bool IsCertainlyNormal(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0) return true;
        for (var at = 0; at < text.Length;)
        {
            if (NfcTables.MayChange(CodePointAt(text, ref at))) return false;
        }

        return true;
    }

    private static int CodePointAt(string text, ref int at)
    {
        var first = text[at++];
        if (char.IsHighSurrogate(first) && at < text.Length && char.IsLowSurrogate(text[at])) return char.ConvertToUtf32(first, text[at++]);
        return first;
    }

    private static void Decompose(int codePoint, List<int> into)
    {
        var syllable = codePoint - SyllableBase;
        if (syllable is >= 0 and < SyllableCount)
        {
            into.Add(LeadBase + (syllable / (VowelCount * TrailCount)));
            into.Add(VowelBase + (syllable % (VowelCount * TrailCount) / TrailCount));
            if (syllable % TrailCount != 0) into.Add(TrailBase + (syllable % TrailCount));
        }
        else if (NfcTables.TryDecompose(codePoint, out var first, out var second))
        {
            Decompose(first, into);
            if (second != 0) Decompose(second, into);
        }
        else
        {
            into.Add(codePoint);
        }
    }

    /// <summary>Sorts each run of combining marks by class, stably. Runs may be as long as the text, so not by insertion.</summary>
    private static void Reorder(List<int> codePoints)
    {
        for (var start = 0; start < codePoints.Count; start++)
        {
            if (NfcTables.CombiningClass(codePoints[start]) == 0) continue;
            var end = start + 1;
            while (end < codePoints.Count && NfcTables.CombiningClass(codePoints[end]) != 0) end++;
            if (end - start > 1)
            {
                var sorted = codePoints.GetRange(start, end - start).OrderBy(NfcTables.CombiningClass).ToArray();
                for (var i = 0; i < sorted.Length; i++) codePoints[start + i] = sorted[i];
            }

            start = end;
        }
    }

    private static void Compose(List<int> codePoints)
    {
        var starter = -1;
        var lastClass = -1;
        var kept = 0;
        for (var at = 0; at < codePoints.Count; at++)
        {
            var codePoint = codePoints[at];
            var combining = NfcTables.CombiningClass(codePoint);
            // Blocked (UAX #15, D115): a mark of the same or a higher class, or another starter, stands between.
            var blocked = lastClass >= combining && lastClass >= 0;
            if (starter >= 0 && !blocked && TryCompose(codePoints[starter], codePoint, out var composite))
            {
                codePoints[starter] = composite;
                continue;
            }

            if (combining == 0)
            {
                starter = kept;
                lastClass = -1;
            }
            else
            {
                lastClass = combining;
            }

            codePoints[kept++] = codePoint;
        }

        codePoints.RemoveRange(kept, codePoints.Count - kept);
    }

    private static bool TryCompose(int first, int second, out int composite)
    {
        var lead = first - LeadBase;
        var vowel = second - VowelBase;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            composite = SyllableBase + (((lead * VowelCount) + vowel) * TrailCount);
            return true;
        }

        var syllable = first - SyllableBase;
        var trail = second - TrailBase;
        if (syllable is >= 0 and < SyllableCount && syllable % TrailCount == 0 && trail is > 0 and < TrailCount)
        {
            composite = first + trail;
            return true;
        }

        return NfcTables.TryCompose(first, second, out composite);
    }

    private static string Build(List<int> codePoints, int expectedLength)
    {
        var text = new StringBuilder(expectedLength);
        foreach (var codePoint in codePoints)
        {
            if (codePoint > char.MaxValue)
            {
                text.Append(char.ConvertFromUtf32(codePoint));
            }
            else
            {
                text.Append((char)codePoint);
            }
        }

        return text.ToString();
    }
}

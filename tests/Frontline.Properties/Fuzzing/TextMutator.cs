using System.Text;

namespace Frontline.Properties.Fuzzing;

/// <summary>Damages a text here and there: parts cut, doubled, moved, and fragments of its language put in. What comes out is valid Unicode when the text is.</summary>
internal static class TextMutator
{
    public static string Damage(string text, IReadOnlyList<string> fragments, Random random, int damagesMax = 4)
    {
        var runes = text.EnumerateRunes().ToList();
        for (var damage = random.Next(damagesMax + 1); damage > 0; damage--)
        {
            var at = random.Next(runes.Count + 1);
            var length = Math.Min(random.Next(1, 10), runes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    runes.RemoveRange(at, length);
                    break;
                case 1:
                    runes.InsertRange(random.Next(runes.Count + 1), runes.GetRange(at, length));
                    break;
                case 2 when random.Next(4) == 0:
                    runes.RemoveRange(at, runes.Count - at);
                    break;
                case 3 when at < runes.Count:
                    runes[at] = new Rune(random.Next(0x20, 0x7F));
                    break;
                default:
                    runes.InsertRange(at, fragments[random.Next(fragments.Count)].EnumerateRunes());
                    break;
            }
        }

        return string.Concat(runes);
    }
}

using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans;

/// <summary>Equality as JSON Schema defines it: numbers by value, texts by their characters, objects whatever the order of their members.</summary>
internal static class JsonEquality
{
    /// <summary>Recursion goes no deeper than the shallower of the two nests, and both are bounded where they are read.</summary>
    public static bool AreEqual(JsonTape leftTape, int left, JsonTape rightTape, int right)
    {
        var kind = leftTape.KindOf(left);
        if (kind != rightTape.KindOf(right)) return false;
        return kind switch
        {
            ValueKind.Number => NumberText.Compare(leftTape.Content(left), rightTape.Content(right)) == 0,
            ValueKind.Text => AreTextsEqual(leftTape, left, rightTape, right),
            ValueKind.Array => AreItemsEqual(leftTape, left, rightTape, right),
            ValueKind.Object => AreMembersEqual(leftTape, left, rightTape, right),
            _ => true,
        };
    }

    private static bool AreTextsEqual(JsonTape leftTape, int left, JsonTape rightTape, int right) =>
        leftTape[left].Value.IsEscaped || rightTape[right].Value.IsEscaped
            ? string.Equals(leftTape.Text(left), rightTape.Text(right), StringComparison.Ordinal)
            : leftTape.Content(left).SequenceEqual(rightTape.Content(right));

    private static bool AreItemsEqual(JsonTape leftTape, int left, JsonTape rightTape, int right)
    {
        if (leftTape[left].Count != rightTape[right].Count) return false;
        var other = right + 1;
        for (var item = left + 1; item < leftTape[left].Next; item = leftTape[item].Next)
        {
            if (!AreEqual(leftTape, item, rightTape, other)) return false;
            other = rightTape[other].Next;
        }

        return true;
    }

    private static bool AreMembersEqual(JsonTape leftTape, int left, JsonTape rightTape, int right)
    {
        if (leftTape[left].Count != rightTape[right].Count) return false;
        for (var member = left + 1; member < leftTape[left].Next; member = leftTape[member + 1].Next)
        {
            var other = rightTape.Find(right, leftTape.Name(member));
            if (other < 0 || !AreEqual(leftTape, member + 1, rightTape, other)) return false;
        }

        return true;
    }
}

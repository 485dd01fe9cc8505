using System.IO.Hashing;

namespace Frontline.Enrichment.Reading;

/// <summary>The members of one object. Finds repeated names in time proportional to its members, however many someone sends.</summary>
internal sealed class MemberList
{
    /// <summary>Up to so many names are compared one by one, which is faster than hashing them.</summary>
    private const int LinearMax = 12;

    private readonly List<Member> members = [];
    private readonly Dictionary<ulong, List<int>> byHash = [];

    public int Count => members.Count;

    public IReadOnlyList<Member> Members => members;

    public Member this[int index] => members[index];

    public void Clear()
    {
        members.Clear();
        if (byHash.Count > 0) byHash.Clear();
    }

    /// <summary>Adds a member; false, and nothing is added, when its name is there already.</summary>
    public bool TryAdd(Member member, ReadOnlySpan<byte> body)
    {
        var name = member.Name(body);
        if (Contains(name, body)) return false;
        members.Add(member);
        if (members.Count == LinearMax)
        {
            for (var i = 0; i < members.Count; i++) Index(members[i].Name(body), i);
        }
        else if (members.Count > LinearMax)
        {
            Index(name, members.Count - 1);
        }

        return true;
    }

    public bool Contains(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body)
    {
        if (members.Count < LinearMax)
        {
            foreach (var known in members)
            {
                if (name.SequenceEqual(known.Name(body))) return true;
            }

            return false;
        }

        if (!byHash.TryGetValue(XxHash3.HashToUInt64(name), out var candidates)) return false;
        foreach (var candidate in candidates)
        {
            if (name.SequenceEqual(members[candidate].Name(body))) return true;
        }

        return false;
    }

    private void Index(ReadOnlySpan<byte> name, int index)
    {
        var hash = XxHash3.HashToUInt64(name);
        if (!byHash.TryGetValue(hash, out var candidates)) byHash.Add(hash, candidates = new List<int>(1));
        candidates.Add(index);
    }
}

namespace Frontline.Enrichment.Plans;

/// <summary>
/// Finds schemas that lead back to themselves without going deeper into the event, which would never end, and chains of references too long to be meant. A schema that refers to itself
/// for a member or an item is no such cycle: it ends with the event.
/// </summary>
internal sealed class ReferenceCycles(IReadOnlyDictionary<SchemaNode, SchemaPlace> places, PlanProblems problems)
{
    private const int ChainMax = 100;

    private readonly HashSet<SchemaNode> done = [];

    /// <summary>Adds a problem for each cycle found.</summary>
    public void Find()
    {
        foreach (var place in places.Values) Walk(place);
    }

    /// <summary>Depth first, with a stack of its own.</summary>
    private void Walk(SchemaPlace start)
    {
        if (!done.Add(start.Node)) return;
        var path = new List<(SchemaPlace Place, int Next)> { (start, 0) };
        var onPath = new HashSet<SchemaNode> { start.Node };
        while (path.Count > 0)
        {
            var (place, next) = path[^1];
            if (next == place.InPlace.Count)
            {
                path.RemoveAt(path.Count - 1);
                onPath.Remove(place.Node);
                continue;
            }

            path[^1] = (place, next + 1);
            var (child, at) = place.InPlace[next];
            if (onPath.Contains(child))
            {
                problems.Add(place.Document, at, "This leads back to itself without going deeper into the event, so it would never end: a cycle. " + Named(path, child));
            }
            else if (path.Count > ChainMax)
            {
                problems.Add(place.Document, at, $"More than {ChainMax} schemas lead to one another for the same value.");
                return;
            }
            else if (places.TryGetValue(child, out var deeper) && done.Add(child))
            {
                path.Add((deeper, 0));
                onPath.Add(child);
            }
        }
    }

    private static string Named(List<(SchemaPlace Place, int Next)> path, SchemaNode back)
    {
        var cycle = path.SkipWhile(step => !ReferenceEquals(step.Place.Node, back)).Select(step => $"{step.Place.Document.Path}#{step.Place.Document.Tape.Pointer(step.Place.Value)}").ToList();
        return string.Join(" → ", cycle.Append(cycle[0]));
    }
}

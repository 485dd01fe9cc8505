using Frontline.Enrichment.Steps;

namespace Frontline.Enrichment;

/// <summary>The bounds and switches of the Enricher. Defaults suit production.</summary>
public sealed record EnrichmentOptions
{
    private const int PseudonymSecretCharsMin = 32;

    /// <summary>Bytes of one event as sent, inclusive; a larger one becomes a reject. 1 KiB to 1 MiB.</summary>
    public int EventBytesMax { get; init; } = 32 * 1024;

    /// <summary>Bytes of a batch's context as sent, inclusive; with a larger one every event of the batch becomes a reject. 256 B to 32 KiB.</summary>
    public int ContextBytesMax { get; init; } = 8 * 1024;

    /// <summary>Nesting of objects and arrays, the event itself counted as 1, inclusive. 3 to 64.</summary>
    public int DepthMax { get; init; } = 16;

    /// <summary>UTF-8 bytes of player_id, event_id, session_id and transaction_id, inclusive. 36 to 1024.</summary>
    public int IdBytesMax { get; init; } = 256;

    /// <summary>UTF-8 bytes of any other text that has a column, inclusive. 64 B to 64 KiB.</summary>
    public int TextBytesMax { get; init; } = 8 * 1024;

    /// <summary>Violations kept of one event; a last one says how many more there are. 1 to 1000.</summary>
    public int ViolationsMax { get; init; } = 32;

    /// <summary>Steps switched on or off by name; a step that is not named is on. Names: <see cref="StepNames.All"/>.</summary>
    public IReadOnlyDictionary<string, bool> Steps { get; init; } = new Dictionary<string, bool>();

    /// <summary>A MaxMind database (.mmdb) of countries or cities, relative to the data directory, held in memory and read again when it changes; none where empty.</summary>
    public string GeoDatabase { get; init; } = "";

    /// <summary>Keys the pseudonyms of all games; 32 characters or more. Whoever has it can tell which pseudonym a known value has; with another one, all pseudonyms are others.</summary>
    public string PseudonymSecret { get; init; } = "";

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Check(errors, "event_bytes_max", EventBytesMax, 1024, 1024 * 1024);
        Check(errors, "context_bytes_max", ContextBytesMax, 256, 32 * 1024);
        Check(errors, "depth_max", DepthMax, 3, 64);
        Check(errors, "id_bytes_max", IdBytesMax, 36, 1024);
        Check(errors, "text_bytes_max", TextBytesMax, 64, 64 * 1024);
        Check(errors, "violations_max", ViolationsMax, 1, 1000);
        if (PseudonymSecret.Length is > 0 and < PseudonymSecretCharsMin) errors.Add($"pseudonym_secret is shorter than {PseudonymSecretCharsMin} characters.");
        foreach (var name in Steps.Keys.Where(name => !StepNames.All.Contains(name)).Order(StringComparer.Ordinal))
        {
            errors.Add($"steps: there is no step '{name}'; the nearest is '{StepNames.Nearest(name)}'. Steps are: {string.Join(", ", StepNames.All)}.");
        }

        return errors;
    }

    internal bool IsOn(string step) => Steps.GetValueOrDefault(step, true);

    private static void Check(List<string> errors, string name, int value, int min, int max)
    {
        if (value < min || value > max) errors.Add($"{name} is {value}; it must be {min} to {max}.");
    }
}

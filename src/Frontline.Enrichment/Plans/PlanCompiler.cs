using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Frontline.Core.Games;
using Frontline.Enrichment.Steps;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Plans;

/// <summary>Compiles the files of a tracking plan into the plan, or says everything that is wrong with them. Pure. docs/specs/plan.md tells what a plan may say.</summary>
public static class PlanCompiler
{
    /// <summary>Files of one plan.</summary>
    public const int FilesMax = 2000;

    /// <summary>Bytes of one file.</summary>
    public const int FileBytesMax = SchemaDocument.BytesMax;

    /// <summary>Bytes of all files of one plan.</summary>
    public const int BytesMax = 16 * 1024 * 1024;

    private const string Extension = ".json";
    private const int VersionChars = 12;

    /// <param name="files">The files: those directly in the folder are events, those in folders below it are what others refer to.</param>
    /// <param name="policy">How strict the plan is.</param>
    public static PlanResult Compile(IReadOnlyList<PlanFile> files, PlanPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(policy);
        var problems = new PlanProblems();
        if (files.Count > FilesMax) problems.Add("", $"The plan has {files.Count} files; at most {FilesMax} are read.");
        if (files.Sum(file => (long)file.Content.Length) is > BytesMax and var bytes) problems.Add("", $"The files of the plan have {bytes} bytes; at most {BytesMax} are read.");
        if (problems.Any) return new PlanResult(null, problems.Sorted());

        var ordered = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var documents = new Dictionary<string, SchemaDocument>(StringComparer.Ordinal);
        foreach (var file in ordered)
        {
            if (SchemaDocument.Read(file, problems) is { } document) documents[file.Path] = document;
        }

        var events = CompileEvents(documents, NamesOf(ordered, problems), problems);
        return problems.Any ? new PlanResult(null, problems.Sorted()) : new PlanResult(new TrackingPlan(Version(ordered, policy), policy, events), []);
    }

    /// <summary>The file's name of an event's schema: what a file system may refuse is written as %3A.</summary>
    public static string FileNameOf(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        return eventName.Replace(":", "%3A", StringComparison.Ordinal) + Extension;
    }

    /// <summary>Whether the platform knows an event of this name without any plan.</summary>
    public static bool IsBuiltIn(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        return BuiltInEvents.Find(eventName).Name.Length > 0;
    }

    /// <summary>Whether a JSON number is an integer for a plan: 1.0 and 1e2 are.</summary>
    public static bool IsInteger(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return NumberText.IsInteger(Encoding.UTF8.GetBytes(number));
    }

    private static Dictionary<string, EventPlan> CompileEvents(Dictionary<string, SchemaDocument> documents, Dictionary<string, string> fileOf, PlanProblems problems)
    {
        var compiler = new SchemaCompiler(documents, problems);
        var roots = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var document in documents.Values)
        {
            var root = compiler.Root(document);
            if (fileOf.TryGetValue(document.Path, out var name)) roots[name] = root;
        }

        compiler.Fill();
        return problems.Any ? [] : roots.ToDictionary(pair => pair.Key, pair => PlanOf(compiler, pair.Value), StringComparer.Ordinal);
    }

    private static EventPlan PlanOf(SchemaCompiler compiler, SchemaNode root)
    {
        var names = new NameTable<SchemaNode>();
        var patterns = new List<Pattern>();
        var isOpen = false;
        foreach (var properties in compiler.InPlace(root).Select(place => place.Properties).OfType<Rules.PropertiesRule>())
        {
            foreach (var (name, schema) in properties.Named.All) names.Set(name, schema);
            patterns.AddRange(properties.Patterns);
            isOpen |= properties.IsOpen;
        }

        return new EventPlan(root, names, patterns, isOpen);
    }

    /// <summary>The events' names by file.</summary>
    private static Dictionary<string, string> NamesOf(List<PlanFile> files, PlanProblems problems)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in files.Select(file => file.Path).Where(path => !path.Contains('/', StringComparison.Ordinal)))
        {
            if (!path.EndsWith(Extension, StringComparison.Ordinal))
            {
                problems.Add(path, $"A schema's file ends with {Extension}.");
                continue;
            }

            var name = Uri.UnescapeDataString(path[..^Extension.Length]);
            if (!EnvelopeRules.IsName(name))
            {
                problems.Add(path, $"'{name}' cannot be the name of an event. What others refer to lies in a folder of its own, such as shared/{path}.");
            }
            else if (!byName.TryAdd(name, path))
            {
                // File systems differ in whether case counts, and a plan should be the same plan on all of them.
                problems.Add(path, $"There are two schemas for one name: {byName[name]} is that of '{name}' too (letter case does not count).");
            }

            names[path] = name;
        }

        return names;
    }

    private static string Version(List<PlanFile> files, PlanPolicy policy)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(Encoding.UTF8.GetBytes($"{policy.UnplannedEvents} {policy.UnplannedProperties}"));
        foreach (var file in files)
        {
            Append(Encoding.UTF8.GetBytes(file.Path));
            Append(file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..VersionChars];

        // With their lengths, so that no two plans run into the same bytes.
        void Append(ReadOnlySpan<byte> bytes)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}

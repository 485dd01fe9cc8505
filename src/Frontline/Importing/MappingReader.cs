using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Frontline.Configuration;
using Frontline.Yaml;
using NodaTime;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Frontline.Importing;

/// <summary>Reads a mapping file, with every error and its line.</summary>
internal sealed class MappingReader
{
    private static readonly string[] EventFields = ["name", "player_id", "event_id", "time", "session_id", "sequence", "props", "context", "when", "repeat"];

    private readonly string file;
    private readonly List<FileProblem> problems = [];

    private MappingReader(string file) => this.file = file;

    /// <exception cref="ImportMappingException">Everything that is wrong with it.</exception>
    public static ImportMapping Read(string text, string file) => new MappingReader(file).Read(text);

    private ImportMapping Read(string text)
    {
        var root = YamlText.ParseMapping(text, file, problems) ?? throw new ImportMappingException(problems);
        var yaml = new YamlObject(root, file, problems);
        var defaults = yaml.Child("defaults");
        var events = yaml.List("events").Select(node => node is YamlMappingNode mapping ? ReadEvent(new YamlObject(mapping, file, problems), defaults) : Refuse<EventMapping>(node, "An event is expected to have name, player_id and the like.")).OfType<EventMapping>().ToList();
        if (yaml.Node("events") is null)
        {
            problems.Add(new FileProblem(file, yaml.Line, "'events' is missing: the list of events that a row becomes."));
        }

        var mapping = new ImportMapping
        {
            File = file,
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(root)))),
            Delimiter = ReadDelimiter(yaml),
            Encoding = ReadEncoding(yaml),
            Columns = yaml.Node("columns") is null ? null : [.. yaml.List("columns").OfType<YamlScalarNode>().Select(node => node.Value ?? "")],
            Events = events,
        };
        RejectUnknown(defaults);
        yaml.RejectUnknownKeys();
        return problems.Count == 0 ? mapping : throw new ImportMappingException(problems);
    }

    private EventMapping? ReadEvent(YamlObject yaml, YamlObject? defaults)
    {
        var fields = new List<FieldMapping>();
        Add("name", ValueType.Text, isConstant: true, isRequired: true);
        Add("player_id", ValueType.Text, isConstant: false, isRequired: true);
        Add("time", ValueType.Time, isConstant: false, isRequired: false);
        Add("session_id", ValueType.Text, isConstant: false, isRequired: false);
        Add("sequence", ValueType.Integer, isConstant: false, isRequired: false);
        var mapping = new EventMapping
        {
            Conditions = ReadConditions(yaml),
            Repeat = Parsed(yaml, "repeat", CountExpression.Parse),
            EventId = Parsed(Holder("event_id"), "event_id", TextTemplate.Parse),
            Fields = fields,
            Context = ReadFields(yaml, defaults, "context"),
            Props = ReadFields(yaml, defaults, "props"),
        };
        RejectUnknown(yaml);
        return mapping;

        YamlObject Holder(string key) => yaml.Node(key) is null && defaults?.Node(key) is not null ? defaults : yaml;

        void Add(string key, ValueType type, bool isConstant, bool isRequired)
        {
            var holder = Holder(key);
            if (holder.Node(key) is { } node)
            {
                if (ReadValue(key, node, type, isConstant) is { } value)
                {
                    fields.Add(new FieldMapping(key, value));
                }
            }
            else if (isRequired)
            {
                problems.Add(new FileProblem(file, yaml.Line, $"'{key}' is missing in this event and in 'defaults'."));
            }
        }
    }

    private List<FieldMapping> ReadFields(YamlObject yaml, YamlObject? defaults, string key)
    {
        var fields = new Dictionary<string, FieldMapping>(StringComparer.Ordinal);
        foreach (var (name, node) in (defaults?.Child(key)?.Entries() ?? []).Concat(yaml.Child(key)?.Entries() ?? []))
        {
            if (ReadValue(name, node, ValueType.Text, isConstant: false) is { } value)
            {
                fields[name] = new FieldMapping(name, value);
            }
        }

        return [.. fields.Values];
    }

    private ValueMapping? ReadValue(string key, YamlNode node, ValueType type, bool isConstant)
    {
        switch (node)
        {
            case YamlScalarNode { Value: { } text } scalar:
                return isConstant
                    ? new ValueMapping { ConstantJson = JsonSerializer.SerializeToUtf8Bytes(text) }
                    : new ValueMapping { Column = new ColumnReference(text, YamlText.LineOf(scalar)), Type = type, Time = type == ValueType.Time ? TimeFormat.Default : null };
            case YamlMappingNode mapping:
                return ReadValue(key, new YamlObject(mapping, file, problems), type);
            default:
                problems.Add(new FileProblem(file, YamlText.LineOf(node), $"'{key}' is expected to be a column, or to have 'column' or 'value'."));
                return null;
        }
    }

    private ValueMapping? ReadValue(string key, YamlObject yaml, ValueType type)
    {
        var column = yaml.Text("column");
        var constant = yaml.Node("value");
        var pointer = ReadPointer(yaml);
        if (yaml.Text("type") is { } typeName)
        {
            if (!Enum.TryParse<ValueType>(typeName, ignoreCase: true, out type) || int.TryParse(typeName, CultureInfo.InvariantCulture, out _))
            {
                problems.Add(new FileProblem(file, yaml.LineOf("type"), $"'{typeName}' is not a type. Known are: text, integer, number, boolean, time."));
            }
        }

        var time = type == ValueType.Time ? ReadTime(yaml) : null;
        yaml.RejectUnknownKeys();
        if (column is null == constant is null)
        {
            problems.Add(new FileProblem(file, yaml.Line, $"'{key}' is expected to have either 'column' or 'value'."));
            return null;
        }

        return column is not null
            ? new ValueMapping { Column = new ColumnReference(column, yaml.LineOf("column"), pointer), Type = type, Time = time }
            : new ValueMapping { ConstantJson = ConstantJson(constant!) };
    }

    private JsonPointer? ReadPointer(YamlObject yaml)
    {
        if (yaml.Text("pointer") is not { } text)
        {
            return null;
        }

        if (JsonPointer.TryParse(text) is { } pointer)
        {
            return pointer;
        }

        problems.Add(new FileProblem(file, yaml.LineOf("pointer"), $"'{text}' is not a JSON pointer. Write it as /0/session_id."));
        return null;
    }

    private TimeFormat ReadTime(YamlObject yaml)
    {
        var pattern = yaml.Text("format") ?? TimeFormat.Iso;
        if (TimeFormat.Fault(pattern) is { } fault)
        {
            problems.Add(new FileProblem(file, yaml.LineOf("format"), fault));
        }

        var zone = yaml.Text("zone") ?? "UTC";
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not { } found)
        {
            problems.Add(new FileProblem(file, yaml.LineOf("zone"), $"'{zone}' is not a time zone. Write it as Europe/Berlin or UTC."));
            found = DateTimeZone.Utc;
        }

        return new TimeFormat(pattern, found);
    }

    private List<RowCondition> ReadConditions(YamlObject yaml)
    {
        var nodes = yaml.Node("when") switch
        {
            null => [],
            YamlSequenceNode list => list.Children,
            var one => (IEnumerable<YamlNode>)[one],
        };
        return [.. nodes.Select(node => node is YamlMappingNode mapping ? ReadCondition(new YamlObject(mapping, file, problems)) : Refuse<RowCondition>(node, "A condition is expected to have 'column' and what is asked of it.")).OfType<RowCondition>()];
    }

    private RowCondition? ReadCondition(YamlObject yaml)
    {
        var column = yaml.RequiredText("column");
        var condition = new RowCondition
        {
            Column = new ColumnReference(column ?? "", yaml.LineOf("column"), ReadPointer(yaml)),
            In = Texts("equals") ?? Texts("in"),
            NotIn = Texts("not"),
            Empty = yaml.Boolean("empty"),
            Above = Number("above"),
            Below = Number("below"),
        };
        yaml.RejectUnknownKeys();
        if (condition is { In: null, NotIn: null, Empty: null, Above: null, Below: null })
        {
            problems.Add(new FileProblem(file, yaml.Line, "The condition asks nothing. Known are: equals, in, not, empty, above, below."));
        }

        return column is null ? null : condition;

        IReadOnlyList<string>? Texts(string key) => yaml.Node(key) switch
        {
            YamlScalarNode scalar => [scalar.Value ?? ""],
            YamlSequenceNode list => [.. list.Children.OfType<YamlScalarNode>().Select(item => item.Value ?? "")],
            _ => null,
        };

        decimal? Number(string key)
        {
            if (yaml.Text(key) is not { } text)
            {
                return null;
            }

            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            problems.Add(new FileProblem(file, yaml.LineOf(key), $"'{key}' is '{text}'; a number is expected."));
            return null;
        }
    }

    private char? ReadDelimiter(YamlObject yaml)
    {
        switch (yaml.Text("delimiter"))
        {
            case null:
                return null;
            case "\\t" or "tab":
                return '\t';
            case [var one] when char.IsAscii(one) && one is not ('"' or '\r' or '\n'):
                return one;
            case var other:
                problems.Add(new FileProblem(file, yaml.LineOf("delimiter"), $"'{other}' cannot be a delimiter; one character such as , or ; or tab is expected."));
                return null;
        }
    }

    private Encoding ReadEncoding(YamlObject yaml)
    {
        switch (yaml.Text("encoding"))
        {
            case null or "utf-8":
                return Encoding.UTF8;
            case "latin1":
                return Encoding.Latin1;
            case "utf-16":
                return Encoding.Unicode;
            case var other:
                problems.Add(new FileProblem(file, yaml.LineOf("encoding"), $"'{other}' is not a known encoding. Known are: utf-8, utf-16, latin1."));
                return Encoding.UTF8;
        }
    }

    private T? Parsed<T>(YamlObject yaml, string key, Func<string, int, T> parse)
        where T : class
    {
        try
        {
            return yaml.Text(key) is { } text ? parse(text, yaml.LineOf(key)) : null;
        }
        catch (FormatException exception)
        {
            problems.Add(new FileProblem(file, yaml.LineOf(key), exception.Message));
            return null;
        }
    }

    private static byte[] ConstantJson(YamlNode node) => node switch
    {
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => Encoding.UTF8.GetBytes(scalar.Value!),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            => JsonSerializer.SerializeToUtf8Bytes(number),
        YamlScalarNode scalar => JsonSerializer.SerializeToUtf8Bytes(scalar.Value),
        _ => Encoding.UTF8.GetBytes(Canonical(node)),
    };

    private static string Canonical(YamlNode node) => node switch
    {
        YamlMappingNode mapping => "{" + string.Join(',', mapping.Children.Select(pair => Canonical(pair.Key) + ":" + Canonical(pair.Value)).Order(StringComparer.Ordinal)) + "}",
        YamlSequenceNode list => "[" + string.Join(',', list.Children.Select(Canonical)) + "]",
        _ => JsonSerializer.Serialize(((YamlScalarNode)node).Value),
    };

    // Both objects are asked for every key an event may have, so that an unknown one in either is named.
    private static void RejectUnknown(YamlObject? yaml)
    {
        foreach (var key in EventFields)
        {
            yaml?.Node(key);
        }

        yaml?.RejectUnknownKeys();
    }

    private T? Refuse<T>(YamlNode node, string message)
        where T : class
    {
        problems.Add(new FileProblem(file, YamlText.LineOf(node), message));
        return null;
    }
}

using System.Globalization;
using System.Text;
using Frontline.Enrichment.Plans.Rules;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Values;

namespace Frontline.Enrichment.Plans;

/// <summary>Reads the keywords of one schema object into rules, and says what is wrong with those that are not as JSON Schema wants them.</summary>
/// <param name="document">The file.</param>
/// <param name="schema">The object.</param>
/// <param name="problems">Gets what is wrong.</param>
/// <param name="node">Gives the node for a schema in this file.</param>
/// <param name="inPlace">Gets the schemas that judge the same value.</param>
/// <param name="pattern">Compiles a pattern; null when it could not be.</param>
internal sealed class SchemaReader(
    SchemaDocument document, int schema, PlanProblems problems, Func<int, SchemaNode> node, List<(SchemaNode Node, int At)> inPlace, Func<SchemaDocument, int, Pattern?> pattern)
{
    private const int ConstantsMax = 1000;
    private const int WordsMax = 200;

    private readonly List<Rule> rules = [];

    private JsonTape Tape => document.Tape;

    /// <summary>Reads all keywords.</summary>
    /// <param name="resolve">Gives the node that a <c>$ref</c> leads to; null when it leads nowhere.</param>
    public List<Rule> Rules(Func<int, SchemaNode?> resolve)
    {
        ReadTypes();
        ReadConstants();
        ReadNumbers();
        ReadTexts();
        ReadItems();
        ReadProperties();
        ReadAlternatives(resolve);
        return rules;
    }

    private int Find(string keyword) => Tape.Find(schema, Encoding.UTF8.GetBytes(keyword));

    private void ReadTypes()
    {
        var at = Find("type");
        if (at < 0) return;
        var names = Tape.KindOf(at) == ValueKind.Array ? [.. Items(at)] : new List<int> { at };
        var kinds = 0;
        var hasNumber = false;
        var words = new List<string>();
        foreach (var name in names)
        {
            var (kind, word) = Tape.KindOf(name) == ValueKind.Text ? TypeOf(Tape.Text(name)) : (0, "");
            if (kind == 0)
            {
                Wrong(name, "type", "one of null, boolean, integer, number, string, array and object, or a list of them");
                return;
            }

            kinds |= kind;
            hasNumber |= word == "a number";
            words.Add(word);
        }

        if (names.Count == 0)
        {
            Wrong(at, "type", "a type or a list of at least one");
            return;
        }

        rules.Add(new TypeRule(kinds, isInteger: !hasNumber, string.Join(" or ", words.Distinct())));
    }

    private static (int Kinds, string Words) TypeOf(string type) => type switch
    {
        "null" => (1 << (int)ValueKind.Null, "null"),
        "boolean" => ((1 << (int)ValueKind.True) | (1 << (int)ValueKind.False), "true or false"),
        "integer" => (1 << (int)ValueKind.Number, "an integer"),
        "number" => (1 << (int)ValueKind.Number, "a number"),
        "string" => (1 << (int)ValueKind.Text, "a text"),
        "array" => (1 << (int)ValueKind.Array, "an array"),
        "object" => (1 << (int)ValueKind.Object, "an object"),
        _ => (0, ""),
    };

    private void ReadConstants()
    {
        var list = Find("enum");
        if (list >= 0 && (Tape.KindOf(list) != ValueKind.Array || Tape[list].Count is 0 or > ConstantsMax)) Wrong(list, "enum", $"an array of 1 to {ConstantsMax} values");
        else if (list >= 0) rules.Add(Constants(ViolationCodes.PlanEnum, Tape[list].Value.Raw(Tape.Bytes), "one of "));
        var constant = Find("const");
        if (constant >= 0) rules.Add(Constants(ViolationCodes.PlanConst, [(byte)'[', .. Tape[constant].Value.Raw(Tape.Bytes), (byte)']'], ""));
    }

    private static EnumRule Constants(string code, ReadOnlySpan<byte> array, string before)
    {
        var constants = new JsonTape();
        constants.Read(array);
        var shown = Encoding.UTF8.GetString(array[1..^1]).ReplaceLineEndings(" ").Trim();
        if (shown.Length > WordsMax) shown = shown[..WordsMax] + "…";
        return new EnumRule(code, constants, before + shown);
    }

    private void ReadNumbers()
    {
        ReadBound("minimum", ViolationCodes.PlanMinimum, side: 1, isExclusive: false, "at least");
        ReadBound("exclusiveMinimum", ViolationCodes.PlanExclusiveMinimum, side: 1, isExclusive: true, "more than");
        ReadBound("maximum", ViolationCodes.PlanMaximum, side: -1, isExclusive: false, "at most");
        ReadBound("exclusiveMaximum", ViolationCodes.PlanExclusiveMaximum, side: -1, isExclusive: true, "less than");
        var divisor = Find("multipleOf");
        if (divisor < 0) return;
        if (Tape.KindOf(divisor) == ValueKind.Number && ExactNumber.TryParse(Tape.Content(divisor), out var number) && !number.IsZero && !number.IsNegative && number.DigitCount <= 18)
        {
            rules.Add(new MultipleOfRule((ulong)number.Digits, number.Exponent, Tape.Text(divisor)));
        }
        else
        {
            Wrong(divisor, "multipleOf", "a number above 0 of at most 18 digits");
        }
    }

    private void ReadBound(string keyword, string code, int side, bool isExclusive, string words)
    {
        var at = Find(keyword);
        if (at < 0) return;
        if (Tape.KindOf(at) == ValueKind.Number) rules.Add(new RangeRule(code, Tape.Content(at).ToArray(), side, isExclusive, $"{words} {Tape.Text(at)}"));
        else Wrong(at, keyword, "a number");
    }

    private void ReadTexts()
    {
        if (Count("minLength") is { } min) rules.Add(new LengthRule(ViolationCodes.PlanMinLength, min, isMinimum: true));
        if (Count("maxLength") is { } max) rules.Add(new LengthRule(ViolationCodes.PlanMaxLength, max, isMinimum: false));
        var text = Find("pattern");
        if (text >= 0 && Tape.KindOf(text) != ValueKind.Text) Wrong(text, "pattern", "a text");
        else if (text >= 0 && pattern(document, text) is { } compiled) rules.Add(new PatternRule(compiled));
        var format = Find("format");
        if (format < 0) return;
        if (Tape.KindOf(format) == ValueKind.Text && Formats.All.TryGetValue(Tape.Text(format), out var known)) rules.Add(new FormatRule(known.Words, known.Check));
        else problems.Add(document, format, $"The format {Tape.Found(format)} is not supported. Supported are {string.Join(", ", Formats.All.Keys.Order(StringComparer.Ordinal))}.");
    }

    private void ReadItems()
    {
        if (Count("minItems") is { } min) rules.Add(new CountRule(ViolationCodes.PlanMinItems, ValueKind.Array, min, isMinimum: true));
        if (Count("maxItems") is { } max) rules.Add(new CountRule(ViolationCodes.PlanMaxItems, ValueKind.Array, max, isMinimum: false));
        var unique = Find("uniqueItems");
        if (unique >= 0 && Tape.KindOf(unique) is not (ValueKind.True or ValueKind.False)) Wrong(unique, "uniqueItems", "true or false");
        else if (unique >= 0 && Tape.KindOf(unique) == ValueKind.True) rules.Add(new UniqueItemsRule());

        var prefix = Schemas("prefixItems", isInPlace: false);
        var items = Find("items");
        if (items >= 0 && Tape.KindOf(items) == ValueKind.Array) problems.Add(document, items, "items must be one schema; a list of schemas is called prefixItems since draft 2020-12.");
        else if (prefix.Length > 0 || items >= 0) rules.Add(new ItemsRule(prefix, items >= 0 ? node(items) : null));

        var least = Count("minContains");
        var most = Count("maxContains");
        var contains = Find("contains");
        if (contains >= 0) rules.Add(new ContainsRule(node(contains), least ?? 1, most));
    }

    private void ReadProperties()
    {
        if (Count("minProperties") is { } min) rules.Add(new CountRule(ViolationCodes.PlanMinProperties, ValueKind.Object, min, isMinimum: true));
        if (Count("maxProperties") is { } max) rules.Add(new CountRule(ViolationCodes.PlanMaxProperties, ValueKind.Object, max, isMinimum: false));
        var required = Find("required");
        if (required >= 0 && Names(required, "required") is { Length: > 0 } names) rules.Add(new RequiredRule(trigger: null, names));
        foreach (var (name, value) in Members("dependentRequired"))
        {
            if (Names(value, "dependentRequired") is { Length: > 0 } dependent) rules.Add(new RequiredRule(name, dependent));
        }

        foreach (var (name, value) in Members("dependentSchemas")) rules.Add(new DependentSchemaRule(name, InPlace(value)));
        foreach (var (_, value) in Members("$defs")) node(value);

        var named = new NameTable<SchemaNode>();
        foreach (var (name, value) in Members("properties")) named.Set(name, node(value));
        var patterned = new List<(Pattern, SchemaNode)>();
        foreach (var (name, value) in Members("patternProperties"))
        {
            var schemaOfNames = node(value);
            if (pattern(document, value - 1) is { } compiled) patterned.Add((compiled, schemaOfNames));
        }

        var additional = Find("additionalProperties");
        if (named.Count > 0 || patterned.Count > 0 || additional >= 0) rules.Add(new PropertiesRule(named, [.. patterned], additional >= 0 ? node(additional) : null));
        var propertyNames = Find("propertyNames");
        if (propertyNames >= 0) rules.Add(new PropertyNamesRule(node(propertyNames)));
    }

    private void ReadAlternatives(Func<int, SchemaNode?> resolve)
    {
        var reference = Find("$ref");
        if (reference >= 0 && Tape.KindOf(reference) != ValueKind.Text)
        {
            Wrong(reference, "$ref", "a text");
        }
        else if (reference >= 0 && resolve(reference) is { } target)
        {
            inPlace.Add((target, reference));
            rules.Add(new AllOfRule([target]));
        }

        if (Schemas("allOf", isInPlace: true) is { Length: > 0 } all) rules.Add(new AllOfRule(all));
        if (Schemas("anyOf", isInPlace: true) is { Length: > 0 } any) rules.Add(new AnyOfRule(any));
        if (Schemas("oneOf", isInPlace: true) is { Length: > 0 } one) rules.Add(new OneOfRule(one));
        var not = Find("not");
        if (not >= 0) rules.Add(new NotRule(InPlace(not)));
        var (condition, then, otherwise) = (Find("if"), Find("then"), Find("else"));
        var thenNode = then >= 0 ? InPlace(then) : null;
        var elseNode = otherwise >= 0 ? InPlace(otherwise) : null;
        if (condition >= 0) rules.Add(new ConditionRule(InPlace(condition), thenNode, elseNode));
    }

    private SchemaNode InPlace(int at)
    {
        var judging = node(at);
        inPlace.Add((judging, at));
        return judging;
    }

    private SchemaNode[] Schemas(string keyword, bool isInPlace)
    {
        var at = Find(keyword);
        if (at < 0) return [];
        if (Tape.KindOf(at) == ValueKind.Array && Tape[at].Count > 0) return [.. Items(at).Select(isInPlace ? InPlace : node)];
        Wrong(at, keyword, "a list of at least one schema");
        return [];
    }

    private IEnumerable<int> Items(int array)
    {
        for (var item = array + 1; item < Tape[array].Next; item = Tape[item].Next) yield return item;
    }

    private IEnumerable<(string Name, int Value)> Members(string keyword)
    {
        var at = Find(keyword);
        if (at < 0) yield break;
        if (Tape.KindOf(at) != ValueKind.Object)
        {
            Wrong(at, keyword, "an object");
            yield break;
        }

        for (var name = at + 1; name < Tape[at].Next; name = Tape[name + 1].Next) yield return (Tape.Text(name), name + 1);
    }

    private string[] Names(int at, string keyword)
    {
        if (Tape.KindOf(at) == ValueKind.Array && Items(at).All(item => Tape.KindOf(item) == ValueKind.Text)) return [.. Items(at).Select(Tape.Text).Distinct()];
        Wrong(at, keyword, "a list of names");
        return [];
    }

    /// <summary>A whole number that is not negative; 2.0 is one.</summary>
    private long? Count(string keyword)
    {
        var at = Find(keyword);
        if (at < 0) return null;
        if (Tape.KindOf(at) == ValueKind.Number && ExactNumber.TryParse(Tape.Content(at), out var number) && number.TryToInt64(out var count) && count >= 0) return count;
        Wrong(at, keyword, "a whole number of 0 or more");
        return null;
    }

    private void Wrong(int at, string keyword, string expected) =>
        problems.Add(document, at, string.Create(CultureInfo.InvariantCulture, $"{keyword} must be {expected}; it is {Tape.Found(at)}."));
}

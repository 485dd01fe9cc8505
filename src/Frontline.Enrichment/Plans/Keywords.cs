using System.Collections.Frozen;
using Frontline.Core;

namespace Frontline.Enrichment.Plans;

/// <summary>The keywords that are not rules: those that only describe, and those that a plan does not support, each with what to write instead.</summary>
internal static class Keywords
{
    /// <summary>Without any effect on events.</summary>
    public static readonly FrozenSet<string> Describing = new[]
    {
        "$schema", "$id", "$comment", "$anchor", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Part of JSON Schema, now or in earlier drafts, and not supported: refused by name.</summary>
    public static readonly FrozenDictionary<string, string> Unsupported = new Dictionary<string, string>
    {
        ["$dynamicRef"] = "write $ref",
        ["$dynamicAnchor"] = "write $anchor",
        ["$recursiveRef"] = "it is of draft 2019-09; write $ref",
        ["$recursiveAnchor"] = "it is of draft 2019-09",
        ["$vocabulary"] = "a plan has one vocabulary, docs/specs/plan.md",
        ["unevaluatedProperties"] = "write additionalProperties where the properties are named",
        ["unevaluatedItems"] = "write items beside prefixItems",
        ["contentEncoding"] = "texts are not decoded; write a pattern or a maxLength",
        ["contentMediaType"] = "texts are not decoded",
        ["contentSchema"] = "texts are not decoded",
        ["definitions"] = "it is of draft 7; write $defs",
        ["dependencies"] = "it is of draft 7; write dependentRequired or dependentSchemas",
        ["additionalItems"] = "it is of draft 2019-09; write prefixItems and items",
        ["id"] = "it is of draft 4; write $id",
        ["divisibleBy"] = "it is of draft 2; write multipleOf",
        ["disallow"] = "it is of draft 3; write not",
        ["extends"] = "it is of draft 3; write allOf",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rules.</summary>
    public static readonly FrozenSet<string> Rules = new[]
    {
        "$ref", "$defs", "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "format",
        "maxItems", "minItems", "uniqueItems", "contains", "maxContains", "minContains", "prefixItems", "items", "maxProperties", "minProperties", "required", "dependentRequired",
        "dependentSchemas", "properties", "patternProperties", "additionalProperties", "propertyNames", "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is wrong with a keyword, or null.</summary>
    public static string? FaultOf(string keyword)
    {
        if (Rules.Contains(keyword) || Describing.Contains(keyword) || keyword.StartsWith("x-", StringComparison.Ordinal)) return null;
        if (Unsupported.TryGetValue(keyword, out var instead)) return $"The keyword '{keyword}' is not supported: {instead}.";
        return $"'{keyword}' is no keyword of JSON Schema 2020-12; the nearest is '{NearestName.Closest(keyword, Rules)}'. Words of your own begin with x-.";
    }
}

using Frontline.Core;

namespace Frontline.Enrichment.Vocabulary;

/// <summary>A value read as its field's type; only the member of that type is set.</summary>
internal readonly record struct TypedValue(string? Text = null, long Integer = 0, double Real = 0, decimal Amount = 0, Timestamp Time = default, bool Boolean = false);

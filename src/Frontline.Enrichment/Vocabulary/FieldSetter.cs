using Frontline.Core.Events;

namespace Frontline.Enrichment.Vocabulary;

/// <summary>Puts a value into its column.</summary>
internal delegate void FieldSetter(EventFields fields, in TypedValue value);

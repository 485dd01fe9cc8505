namespace Frontline.Importing;

/// <param name="Name">The field's name in the event.</param>
/// <param name="Value">Where its value comes from.</param>
internal sealed record FieldMapping(string Name, ValueMapping Value);

namespace Frontline.Importing;

/// <summary>A column named in a mapping, or a place in the JSON that its cells hold.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="Line">The line of the mapping file that names it.</param>
/// <param name="Pointer">Where in the cell's JSON the value stands; null for the whole cell as text.</param>
internal readonly record struct ColumnReference(string Name, int Line, JsonPointer? Pointer = null);

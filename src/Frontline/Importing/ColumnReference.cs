namespace Frontline.Importing;

/// <summary>A column named in a mapping.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="Line">The line of the mapping file that names it.</param>
internal readonly record struct ColumnReference(string Name, int Line);

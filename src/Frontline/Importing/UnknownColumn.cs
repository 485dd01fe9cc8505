using Frontline.Configuration;
using Frontline.Core;
using Frontline.Yaml;

namespace Frontline.Importing;

/// <summary>What is said of a column that a mapping names and a file has not.</summary>
internal static class UnknownColumn
{
    public static FileProblem Problem(ImportMapping mapping, ColumnReference column, string file, IReadOnlyList<string> columns) =>
        new(mapping.File, column.Line, $"{file} has no column '{column.Name}'.{NearestName.Hint(column.Name, columns)}");
}

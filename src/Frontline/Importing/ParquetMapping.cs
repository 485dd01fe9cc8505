using Frontline.Configuration;
using Frontline.Warehouse.ParquetFiles;
using Frontline.Yaml;

namespace Frontline.Importing;

/// <summary>
/// What a mapping means for a Parquet file, whose columns have types: what can never be converted is known before a row is read, and times that the file keeps as times
/// are read as such, whatever format the mapping gives for text.
/// </summary>
internal sealed class ParquetMapping
{
    // A local time's text ends in Z, which here is a letter: the zone is the mapping's to say.
    private const string LocalTimePattern = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    private readonly ImportMapping mapping;
    private readonly string file;
    private readonly Dictionary<string, ParquetColumn> columns;

    private ParquetMapping(ImportMapping mapping, string file, IReadOnlyList<ParquetColumn> columns)
    {
        this.mapping = mapping;
        this.file = file;
        this.columns = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
    }

    /// <summary>The mapping with the file's types worked in.</summary>
    /// <exception cref="ImportMappingException">It names columns that the file has not, or reads some as what they cannot be.</exception>
    public static ImportMapping Bind(ImportMapping mapping, string file, IReadOnlyList<ParquetColumn> columns)
    {
        var binding = new ParquetMapping(mapping, file, columns);
        var problems = mapping.Uses.Select(binding.ProblemOf).OfType<FileProblem>().Distinct().ToList();
        return problems.Count == 0 ? mapping with { Events = [.. mapping.Events.Select(binding.Bind)] } : throw new ImportMappingException(problems);
    }

    private FileProblem? ProblemOf(ColumnUse use)
    {
        if (!columns.TryGetValue(use.Column.Name, out var column))
        {
            return UnknownColumn.Problem(mapping, use.Column, file, [.. columns.Keys]);
        }

        var expected = use.Column.Pointer is not null ? column.Type.IsJson || column.Type.Kind == ParquetKind.Text ? null : "JSON, in which a pointer can look"
            : use.Type switch
            {
                ValueType.Integer or ValueType.Number => column.Type.Kind is ParquetKind.WholeNumber or ParquetKind.ExactNumber or ParquetKind.FloatingPoint or ParquetKind.Text ? null : "numbers, or text that holds them",
                ValueType.Boolean => column.Type.Kind is ParquetKind.Boolean or ParquetKind.WholeNumber or ParquetKind.Text ? null : "true and false, 1 and 0, or text that says so",
                ValueType.Time => CanBeTime(column.Type.Kind, use.Time!) ? null : $"timestamps, dates, or what the format {use.Time!.Pattern} reads",
                _ => column.Type.Kind != ParquetKind.Bytes ? null : "something that is text",
            };
        return expected is null ? null : new FileProblem(mapping.File, use.Column.Line, $"{file}: column '{column.Name}' is of type {column.Type.Name}; {expected} is expected.");
    }

    private static bool CanBeTime(ParquetKind kind, TimeFormat format) => kind switch
    {
        ParquetKind.Date or ParquetKind.Moment or ParquetKind.LocalTime or ParquetKind.Text => true,
        ParquetKind.WholeNumber => format.Pattern != TimeFormat.Iso,
        ParquetKind.ExactNumber or ParquetKind.FloatingPoint => format.Pattern is "unix_seconds" or "unix_millis",
        _ => false,
    };

    private EventMapping Bind(EventMapping mapped) => mapped with { Fields = Bind(mapped.Fields), Context = Bind(mapped.Context), Props = Bind(mapped.Props) };

    private IReadOnlyList<FieldMapping> Bind(IReadOnlyList<FieldMapping> fields) => [.. fields.Select(field => field with { Value = Bind(field.Value) })];

    private ValueMapping Bind(ValueMapping value) => value is not { Column: { } column, Time: { } time } ? value : columns[column.Name].Type.Kind switch
    {
        ParquetKind.Date or ParquetKind.Moment => value with { Time = time with { Pattern = TimeFormat.Iso } },
        ParquetKind.LocalTime => value with { Time = time with { Pattern = LocalTimePattern } },
        _ => value,
    };
}

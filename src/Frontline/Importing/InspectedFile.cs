namespace Frontline.Importing;

/// <summary>A file that can be imported.</summary>
/// <param name="Content">What stands in it.</param>
/// <param name="RecordedRowsEnd">Rows before this one are recorded already.</param>
internal sealed record InspectedFile(ImportContent Content, long RecordedRowsEnd);

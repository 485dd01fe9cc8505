namespace Frontline.Client.Contracts;

/// <summary>Answer of <c>POST /api/import/{game}/status</c>.</summary>
/// <param name="RecordedRowsEnd">Rows [0, this) of the content are recorded; sending goes on there.</param>
/// <param name="Complete">Whether the server knows that there are no more.</param>
/// <param name="Conflict">Null, or a sentence: the content was imported with another mapping and is refused with this one.</param>
public sealed record ImportStatusResponse(long RecordedRowsEnd, bool Complete, string? Conflict);

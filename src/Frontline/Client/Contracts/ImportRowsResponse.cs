namespace Frontline.Client.Contracts;

/// <summary>Answer of <c>POST /api/import/{game}/rows</c>: the events are durable.</summary>
public sealed record ImportRowsResponse(int Accepted);

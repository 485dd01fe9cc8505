namespace Frontline.Client.Contracts;

/// <summary><c>POST /api/games/{game}/keys</c></summary>
public sealed record AddKeyRequest(string Kind);

namespace Frontline.Client.Contracts;

/// <summary>The error answer of every address under <c>/api</c>.</summary>
public sealed record ErrorResponse(ErrorDescription? Error);

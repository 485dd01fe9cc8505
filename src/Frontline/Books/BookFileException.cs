namespace Frontline.Books;

/// <summary>A file of rates or costs that cannot be imported. Nothing of it was.</summary>
/// <param name="errors">A sentence each, with file, line and column.</param>
internal sealed class BookFileException(IReadOnlyList<string> errors) : Exception(string.Join('\n', errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}

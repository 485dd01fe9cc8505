namespace Frontline.Books;

/// <summary>What is wrong with the files of one import: the first ones in words, the rest counted.</summary>
internal sealed class BookProblems
{
    private const int ToldMax = 20;

    private readonly List<string> told = [];
    private long count;

    public void Add(string file, long line, string? column, string message)
    {
        count++;
        if (told.Count < ToldMax)
        {
            told.Add(column is null ? $"{file}: line {line}: {message}" : $"{file}: line {line}, column {column}: {message}");
        }
    }

    /// <exception cref="BookFileException">There are problems.</exception>
    public void ThrowIfAny()
    {
        if (count > 0)
        {
            throw new BookFileException([.. told, .. count > told.Count ? (string[])[$"… and {count - told.Count} more."] : [], "Nothing was imported."]);
        }
    }
}

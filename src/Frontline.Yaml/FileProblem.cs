namespace Frontline.Yaml;

/// <summary>Something wrong at a place in a file; <paramref name="Line"/> counts from 1, and 0 means the file as a whole.</summary>
public readonly record struct FileProblem(string File, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}

namespace Frontline.Metrics.Expressions;

/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a text literal the unquoted one.</param>
/// <param name="Position">Its first character, counted from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is a keyword or a sign. Keywords are written in any case.</summary>
    public bool Is(string text) => Kind is TokenKind.Name or TokenKind.Sign && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}

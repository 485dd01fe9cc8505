namespace Frontline.Metrics.Expressions;

/// <summary>Cuts an expression's text into tokens.</summary>
internal static class Lexer
{
    private static readonly string[] Signs = ["<=", ">=", "!=", "<>", "=", "<", ">", "+", "-", "*", "/", "(", ")", ","];

    /// <exception cref="ExpressionException">A character belongs to no token, or a text is not closed.</exception>
    public static IReadOnlyList<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = ReadOne(text, at);
            tokens.Add(token.Token);
            at = token.End;
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private static (Token Token, int End) ReadOne(string text, int at)
    {
        var first = text[at];
        if (first is '\'')
        {
            return ReadText(text, at);
        }

        if (char.IsAsciiDigit(first))
        {
            var end = EndOf(text, at, static c => char.IsAsciiDigit(c) || c == '.');
            return (new Token(TokenKind.Number, text[at..end], at + 1), end);
        }

        if (char.IsLetter(first) || first == '_')
        {
            var end = EndOf(text, at, static c => char.IsLetterOrDigit(c) || c is '_' or '.' or '$');
            return (new Token(TokenKind.Name, text[at..end], at + 1), end);
        }

        return Array.Find(Signs, sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0) is { } found
            ? (new Token(TokenKind.Sign, found, at + 1), at + found.Length)
            : throw new ExpressionException(first == '"' ? "Texts stand in single quotes: 'ios'." : $"'{first}' has no meaning here.", at + 1);
    }

    private static (Token Token, int End) ReadText(string text, int at)
    {
        var value = new System.Text.StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] != '\'')
            {
                value.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '\'')
            {
                value.Append(text[i++]);
            }
            else
            {
                return (new Token(TokenKind.Text, value.ToString(), at + 1), i + 1);
            }
        }

        throw new ExpressionException("The text that begins here is not closed by a '.", at + 1);
    }

    private static int EndOf(string text, int at, Func<char, bool> belongs)
    {
        var end = at;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end;
    }
}

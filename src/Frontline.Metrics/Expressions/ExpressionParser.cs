using System.Globalization;

namespace Frontline.Metrics.Expressions;

/// <summary>
/// Reads expressions: <c>platform = 'ios' and props.coins &gt;= 10</c>, <c>revenue / dau</c>, <c>sum(amount)</c>. In order of binding: <c>or</c>; <c>and</c>; <c>not</c>;
/// comparisons, <c>in (…)</c>, <c>is [not] null</c>; <c>+ -</c>; <c>* /</c>. Texts stand in single quotes, doubled within.
/// </summary>
public sealed class ExpressionParser
{
    /// <summary>Longer than any that a person writes, and far less than the stack holds.</summary>
    private const int CharactersMax = 4096;

    private const int DepthMax = 64;

    private static readonly Dictionary<string, BinaryOperator> Comparisons = new()
    {
        ["="] = BinaryOperator.Equal, ["!="] = BinaryOperator.NotEqual, ["<>"] = BinaryOperator.NotEqual, ["<"] = BinaryOperator.Less,
        ["<="] = BinaryOperator.LessOrEqual, [">"] = BinaryOperator.Greater, [">="] = BinaryOperator.GreaterOrEqual,
    };

    private readonly IReadOnlyList<Token> tokens;
    private int next;
    private int depth;

    private ExpressionParser(IReadOnlyList<Token> tokens) => this.tokens = tokens;

    private Token Current => tokens[next];

    /// <exception cref="ExpressionException">The text is no expression; says where and what was expected.</exception>
    public static Expression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > CharactersMax)
        {
            throw new ExpressionException($"The expression has {text.Length} characters; {CharactersMax} are allowed.", CharactersMax);
        }

        var parser = new ExpressionParser(Lexer.Read(text));
        var expression = parser.ReadOr();
        return parser.Current.Kind == TokenKind.End
            ? expression
            : throw new ExpressionException($"{parser.Current} is not expected here.", parser.Current.Position);
    }

    private Expression ReadOr() => ReadChain(ReadAnd, static token => token.Is("or") ? BinaryOperator.Or : null);

    private Expression ReadAnd() => ReadChain(ReadNot, static token => token.Is("and") ? BinaryOperator.And : null);

    private Expression ReadNot()
    {
        var token = Current;
        return Take("not") ? Deeper(() => new UnaryExpression(UnaryOperator.Not, ReadNot(), token.Position)) : ReadComparison();
    }

    private Expression ReadComparison()
    {
        var left = ReadSum();
        var token = Current;
        if (token.Kind == TokenKind.Sign && Comparisons.TryGetValue(token.Text, out var comparison))
        {
            next++;
            return new BinaryExpression(comparison, left, ReadSum(), token.Position);
        }

        if (Take("is"))
        {
            var negated = Take("not");
            Expect("null");
            return new UnaryExpression(negated ? UnaryOperator.IsNotNull : UnaryOperator.IsNull, left, token.Position);
        }

        if (Take("not"))
        {
            Expect("in");
            return new UnaryExpression(UnaryOperator.Not, new InExpression(left, ReadValues(), token.Position), token.Position);
        }

        return Take("in") ? new InExpression(left, ReadValues(), token.Position) : left;
    }

    private List<LiteralExpression> ReadValues()
    {
        var values = new List<LiteralExpression>();
        Expect("(");
        do
        {
            var token = Current;
            values.Add(ReadUnary() switch
            {
                LiteralExpression { Value: not null } literal => literal,
                UnaryExpression { Operator: UnaryOperator.Negative, Operand: LiteralExpression { Value: decimal number } } => new LiteralExpression(-number, token.Position),
                _ => throw new ExpressionException("A list has texts or numbers.", token.Position),
            });
        }
        while (Take(","));
        Expect(")");
        return values;
    }

    private Expression ReadSum() => ReadChain(ReadProduct, static token => token.Is("+") ? BinaryOperator.Add : token.Is("-") ? BinaryOperator.Subtract : null);

    private Expression ReadProduct() => ReadChain(ReadUnary, static token => token.Is("*") ? BinaryOperator.Multiply : token.Is("/") ? BinaryOperator.Divide : null);

    private Expression ReadUnary()
    {
        var token = Current;
        return Take("-") ? Deeper(() => new UnaryExpression(UnaryOperator.Negative, ReadUnary(), token.Position)) : ReadPrimary();
    }

    private Expression ReadPrimary()
    {
        var token = Current;
        next++;
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new LiteralExpression(token.Text, token.Position);
            case TokenKind.Number:
                return decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? new LiteralExpression(number, token.Position)
                    : throw new ExpressionException($"'{token.Text}' is not a number.", token.Position);
            case TokenKind.Name when token.Is("true") || token.Is("false"):
                return new LiteralExpression(token.Is("true"), token.Position);
            case TokenKind.Name when token.Is("null"):
                return new LiteralExpression(null, token.Position);
            case TokenKind.Name when Take("("):
                return Deeper(() => ReadCall(token));
            case TokenKind.Name:
                return new NameExpression(token.Text, token.Position);
            case TokenKind.Sign when token.Is("("):
                var inner = Deeper(ReadOr);
                Expect(")");
                return inner;
            default:
                next--;
                throw new ExpressionException(token.Kind == TokenKind.End ? "Something is missing at the end." : $"A name or a value is expected before {token}.", token.Position);
        }
    }

    private CallExpression ReadCall(Token name)
    {
        var arguments = new List<Expression>();
        if (!Take(")"))
        {
            do
            {
                arguments.Add(ReadOr());
            }
            while (Take(","));
            Expect(")");
        }

        return new CallExpression(name.Text, arguments, name.Position);
    }

    // A long chain is read by a loop and leans to the left; its bound is the text's.
    private Expression ReadChain(Func<Expression> readOperand, Func<Token, BinaryOperator?> operatorOf)
    {
        var left = readOperand();
        while (operatorOf(Current) is { } found)
        {
            var position = Current.Position;
            next++;
            left = new BinaryExpression(found, left, readOperand(), position);
        }

        return left;
    }

    private T Deeper<T>(Func<T> read)
    {
        if (++depth > DepthMax)
        {
            throw new ExpressionException($"The expression is nested more than {DepthMax} deep.", Current.Position);
        }

        var result = read();
        depth--;
        return result;
    }

    private bool Take(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        next++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Take(text))
        {
            throw new ExpressionException($"{text} is expected here, not {Current}.", Current.Position);
        }
    }
}

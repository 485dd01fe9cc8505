using Frontline.Metrics.Expressions;
using Xunit;

namespace Frontline.Tests.Metrics;

public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("a = 'x' or b = 1 and not c", "(or (= a 'x') (and (= b 1) (not c)))")]
    [InlineData("(a or b) and c", "(and (or a b) c)")]
    [InlineData("NOT a OR b", "(or (not a) b)")]
    [InlineData("1 + 2 * 3 - 4 / 5", "(- (+ 1 (* 2 3)) (/ 4 5))")]
    [InlineData("a - b - c", "(- (- a b) c)")]
    [InlineData("-a * 2", "(* (- a) 2)")]
    [InlineData("props.coins >= 10.5", "(>= props.coins 10.5)")]
    [InlineData("a <> 'it''s'", "(<> a 'it's')")]
    [InlineData("a != 'b'", "(<> a 'b')")]
    [InlineData("a in ('x', 'y')", "(in a 'x' 'y')")]
    [InlineData("a not in (1, -2)", "(not (in a 1 -2))")]
    [InlineData("a is null and b is not null", "(and (null a) (not-null b))")]
    [InlineData("quantile(length, 0.5)", "(call quantile length 0.5)")]
    [InlineData("experiment.bigger_start = 'b'", "(= experiment.bigger_start 'b')")]
    [InlineData("a = true", "(= a True)")]
    public void It_binds_as_arithmetic_and_logic_do(string text, string tree) => Assert.Equal(tree, Tree(ExpressionParser.Parse(text)));

    [Theory]
    [InlineData("", "Something is missing at the end.", 1)]
    [InlineData("a =", "Something is missing at the end.", 4)]
    [InlineData("a == 1", "A name or a value is expected before '='.", 4)]
    [InlineData("a = 'x", "The text that begins here is not closed by a '.", 5)]
    [InlineData("a = \"x\"", "Texts stand in single quotes: 'ios'.", 5)]
    [InlineData("a b", "'b' is not expected here.", 3)]
    [InlineData("(a", ") is expected here, not the end.", 3)]
    [InlineData("a in 'x'", "( is expected here, not 'x'.", 6)]
    [InlineData("a in (b)", "A list has texts or numbers.", 7)]
    [InlineData("a is 1", "null is expected here, not '1'.", 6)]
    [InlineData("1.2.3", "'1.2.3' is not a number.", 1)]
    [InlineData("a ; b", "';' has no meaning here.", 3)]
    public void What_cannot_be_read_is_told_with_its_place(string text, string message, int position)
    {
        var exception = Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(text));
        Assert.Equal(message, exception.Message);
        Assert.Equal(position, exception.Position);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("-")]
    [InlineData("f(")]
    public void Nesting_has_a_bound(string opening) =>
        Assert.Contains("64 deep", Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(string.Concat(Enumerable.Repeat(opening, 1000)) + "a")).Message, StringComparison.Ordinal);

    [Fact]
    public void Length_has_a_bound() => Assert.Contains("4096 are allowed", Assert.Throws<ExpressionException>(() => ExpressionParser.Parse(new string('a', 4097))).Message, StringComparison.Ordinal);

    private static string Tree(Expression expression) => expression switch
    {
        NameExpression name => name.Name,
        LiteralExpression { Value: string text } => $"'{text}'",
        LiteralExpression literal => FormattableString.Invariant($"{literal.Value}"),
        UnaryExpression unary => $"({unary.Operator switch { UnaryOperator.Not => "not", UnaryOperator.Negative => "-", UnaryOperator.IsNull => "null", _ => "not-null" }} {Tree(unary.Operand)})",
        BinaryExpression binary => $"({Sign(binary.Operator)} {Tree(binary.Left)} {Tree(binary.Right)})",
        InExpression within => $"(in {Tree(within.Operand)} {string.Join(' ', within.Values.Select(Tree))})",
        CallExpression call => $"(call {call.Function} {string.Join(' ', call.Arguments.Select(Tree))})",
        _ => throw new InvalidOperationException(),
    };

    private static string Sign(BinaryOperator sign) => sign switch
    {
        BinaryOperator.Or => "or",
        BinaryOperator.And => "and",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        _ => "/",
    };
}

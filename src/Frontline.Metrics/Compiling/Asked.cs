using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>Turns what is wrong in an expression of a question into what is told to who asked.</summary>
internal static class Asked
{
    /// <param name="code">The code of the error.</param>
    /// <param name="before">Where the expression stood, such as "where: ".</param>
    /// <param name="compile">Compiles it.</param>
    /// <exception cref="MetricException">It cannot be compiled.</exception>
    public static string Compile(string code, string before, Func<string> compile)
    {
        try
        {
            return compile();
        }
        catch (ExpressionException exception)
        {
            throw new MetricException(code, before + exception.Where);
        }
    }
}

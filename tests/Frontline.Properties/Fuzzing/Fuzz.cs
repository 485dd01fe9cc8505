using System.Globalization;
using Xunit;

namespace Frontline.Properties.Fuzzing;

/// <summary>
/// Runs cases by number, each with random numbers of its own, so that one of them can be repeated alone. FRONTLINE_FUZZ_SEED starts elsewhere, and
/// FRONTLINE_FUZZ_TIMES runs so many times more cases.
/// </summary>
internal static class Fuzz
{
    public static int Seed { get; } = Setting("FRONTLINE_FUZZ_SEED", 20260131);

    public static int Times { get; } = Setting("FRONTLINE_FUZZ_TIMES", 1);

    /// <summary>The first fault that a case finds, in words with all that is needed to repeat it; null when there is none.</summary>
    /// <param name="seed">Of all cases.</param>
    /// <param name="cases">How many.</param>
    /// <param name="faultOf">Runs a case and says what is wrong, or null. An exception that leaves it is a fault too.</param>
    public static string? FirstFault(int seed, int cases, Func<Random, string?> faultOf)
    {
        for (var i = 0; i < cases; i++)
        {
            string? fault;
            try
            {
                fault = faultOf(new Random(HashOf(seed, i)));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                fault = exception.ToString();
            }

            if (fault is not null)
                return string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, case {i}: {fault}");
        }

        return null;
    }

    /// <summary>Fails with the whole of a fault's words.</summary>
    public static void RequireNone(string? fault) => Assert.True(fault is null, fault);

    // Neighbouring seeds and numbers must not give neighbouring random numbers. (SplitMix64's finaliser.)
    private static int HashOf(int seed, int number)
    {
        var mixed = ((ulong)(uint)seed << 32) | (uint)number;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)(mixed ^ (mixed >> 31));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

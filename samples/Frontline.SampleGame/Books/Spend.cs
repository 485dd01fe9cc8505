using System.Globalization;
using Frontline.SampleGame.Truths;

namespace Frontline.SampleGame.Books;

/// <summary>What the world's campaigns cost, as networks report it: a row a day and campaign.</summary>
public static class Spend
{
    public const string Currency = "USD";
    public const string FileName = "costs.csv";

    public static void WriteCsv(TextWriter output, Truth truth)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(truth);
        output.Write("date,campaign,network,cost,currency,installs\n");
        foreach (var spend in truth.Spend)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{spend.Day:O},{spend.Campaign},{spend.Network},{spend.Cost},{Currency},{spend.Installs}\n"));
        }
    }
}

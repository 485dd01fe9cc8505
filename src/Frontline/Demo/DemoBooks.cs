using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Frontline.Client.Contracts;
using Frontline.Lake.Books;
using Frontline.SampleGame.Books;
using Frontline.SampleGame.Truths;
using Frontline.SampleGame.Worlds;

namespace Frontline.Demo;

/// <summary>Brings what the game's campaigns cost and what its currencies are worth, as the reports of networks and banks would. Bringing it again adds what is new since.</summary>
internal sealed class DemoBooks(HttpClient server, SampleWorld world)
{
    private const string Source = "sample game";

    /// <summary>Sends the rates and costs of everything until the truth's moment.</summary>
    /// <exception cref="HttpRequestException">The server refused them, or cannot be reached.</exception>
    public async Task SendAsync(Truth truth, CancellationToken cancellation)
    {
        await SendAsync("api/rates", ExchangeRates.FileName, Rates(DateOnly.FromDateTime(truth.Until.UtcDateTime)), cancellation).ConfigureAwait(false);
        await SendAsync($"api/games/{DemoGame.GameId}/costs", Spend.FileName, [.. truth.Spend.Select(Cost)], cancellation).ConfigureAwait(false);
    }

    private Task<BookImportResponse> SendAsync(string path, string file, IReadOnlyList<string?[]> rows, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => string.Join(',', row))))));
        return server.PostAsync<BookImportResponse>(path, new BookImportRequest(Source, [new BookFile(file, hash)], rows), cancellation);
    }

    private List<string?[]> Rates(DateOnly last) =>
    [
        .. ExchangeRates.Of(world, last).SelectMany(fixing => ExchangeRates.Currencies.Select((currency, i) => (string?[])[Text(fixing.Date), ExchangeRates.Base, currency, Text(fixing.PerEuro[i])])),
    ];

    /// <summary>In the order of the book's columns: neither country nor platform, clicks nor impressions.</summary>
    private static string?[] Cost(TruthSpend spend) =>
        [Text(spend.Day), spend.Campaign, spend.Network, null, null, Text(spend.Cost), Spend.Currency, spend.Installs.ToString(CultureInfo.InvariantCulture), null, null];

    private static string Text(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString("0.########", CultureInfo.InvariantCulture);
}

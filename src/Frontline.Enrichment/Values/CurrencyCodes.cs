using System.Collections.Frozen;

namespace Frontline.Enrichment.Values;

/// <summary>The currencies money may be in.</summary>
public static class CurrencyCodes
{
    /// <summary>The edition of the list, recorded with each chain entry.</summary>
    public const string Version = "iso4217-2026";

    // ISO 4217:2015, list one (current currencies and funds) as of January 2026: with XCG (2025) and ZWG (2024), without BGN, which the euro
    // replaced on 2026-01-01. Left out: metals, units of account, XTS (tests) and XXX (no currency), in which nobody pays.
    private const string Current = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF
        CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF
        IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
        MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
        SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS
        VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
        """;

    // ISO 4217, list three: withdrawn since 2003, so real in an imported history.
    private const string Withdrawn = """
        AFA ANG AZM BGN BYR CUC CYP EEK GHC HRK LTL LVL MRO MTL MZM ROL SDD SIT SKK SLL SRG STD TMM TRL VEB VEF ZMK ZWD ZWL ZWN
        ZWR
        """;

    // Not in ISO 4217, but paid in: the codes exchanges and wallets use.
    private const string Crypto = "BTC ETH USDT USDC";

    private static readonly FrozenDictionary<string, (string Code, bool IsWithdrawn)> Known =
        Split(Current).Concat(Split(Crypto)).Select(code => (Code: code, IsWithdrawn: false))
            .Concat(Split(Withdrawn).Select(code => (Code: code, IsWithdrawn: true)))
            .ToFrozenDictionary(entry => entry.Code, entry => (entry.Code, entry.IsWithdrawn), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text is the code, in upper case, of a currency that is paid with today.</summary>
    public static bool IsCurrent(string text) => TryFind(text, out var code, out var isWithdrawn) && !isWithdrawn && code == text;

    /// <summary>Finds a currency, whatever its letters' case.</summary>
    /// <param name="text">The code as sent, trimmed.</param>
    /// <param name="code">The code in upper case.</param>
    /// <param name="isWithdrawn">Whether it is no longer legal tender.</param>
    public static bool TryFind(string text, out string code, out bool isWithdrawn)
    {
        var known = Known.TryGetValue(text, out var entry);
        (code, isWithdrawn) = entry;
        return known;
    }

    private static string[] Split(string codes) => codes.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}

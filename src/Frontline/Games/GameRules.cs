using System.Buffers;
using Frontline.Configuration;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Enrichment.Pseudonyms;

namespace Frontline.Games;

/// <summary>What a game may be called and set to: the same for a file that a person wrote and for a request.</summary>
/// <param name="Calendar">Knows the time zones.</param>
/// <param name="IsCurrency">Whether a text is the code of a currency.</param>
public sealed record GameRules(IGameCalendar Calendar, Func<string, bool> IsCurrency)
{
    /// <summary>Whether there is a secret to make pseudonyms with.</summary>
    public bool HasPseudonymSecret { get; init; }

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>What is wrong with an id, or null.</summary>
    public static string? FaultOfId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length is >= 1 and <= 64 && char.IsAsciiLetterOrDigit(id[0]) && !id.AsSpan().ContainsAnyExcept(IdCharacters)
            ? null
            : $"'{id}' cannot be a game's id. An id has 1 to 64 of the characters a-z, 0-9, '-' and '_', and begins with a letter or digit.";
    }

    /// <summary>What is wrong with a time zone, or null.</summary>
    public string? FaultOfTimeZone(string timeZone) => Calendar.Knows(timeZone)
        ? null
        : $"'{timeZone}' is not a time zone of the IANA database {Calendar.Version}. Write it as Europe/Berlin or UTC.";

    /// <summary>What is wrong with a currency, or null.</summary>
    public string? FaultOfCurrency(string currency) => IsCurrency(currency)
        ? null
        : $"'{currency}' is not a currency of ISO 4217. Write it as USD or EUR.";

    /// <summary>What is wrong with the name of a field to be pseudonymised, or null.</summary>
    public string? FaultOfPseudonym(string field) => PseudonymField.FaultOf(field)
        ?? (HasPseudonymSecret ? null : $"'{field}' cannot be pseudonymised without a secret: set enrichment.pseudonym_secret.");

    /// <summary>The sentence for a game that is not there, with the one that was probably meant.</summary>
    public static string UnknownGame(string id, IReadOnlyCollection<Game> games) =>
        $"There is no game '{id}'.{NearestName.Hint(id, [.. games.Select(game => game.Id)])} `frontline init {id}` makes it.";
}

using System.Collections.Frozen;
using System.Text;
using Frontline.Core.Games;
using Frontline.Enrichment.Pseudonyms;
using Frontline.Enrichment.Steps;

namespace Frontline.Enrichment;

/// <summary>What a game's file says to the Enricher, in the form in which it asks.</summary>
internal sealed class GameTraits
{
    /// <exception cref="InvalidOperationException">Fields are to be pseudonymised, and there is no secret; checked when game files are read, so that this meets nobody.</exception>
    public GameTraits(Game game, EnrichmentOptions options)
    {
        if (game.PseudonymisedFields.Count > 0 && options.IsOn(StepNames.Pseudonymise))
        {
            if (options.PseudonymSecret.Length == 0) throw new InvalidOperationException($"The game '{game.Id}' pseudonymises fields, and there is no secret.");
            Pseudonymiser = new Pseudonymiser(options.PseudonymSecret, game.Id, game.PseudonymisedFields.Select(PseudonymField.Of));
        }

        // Listed as sent, and met as sent or as a pseudonym, depending on the field.
        TestDevices = game.TestDevices.Concat(Pseudonymiser is { } pseudonymiser ? game.TestDevices.Select(id => pseudonymiser.Of(Encoding.UTF8.GetBytes(id))) : []).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Ids of players and devices.</summary>
    public FrozenSet<string> TestDevices { get; }

    /// <summary>Null when no field is to be pseudonymised.</summary>
    public Pseudonymiser? Pseudonymiser { get; }
}

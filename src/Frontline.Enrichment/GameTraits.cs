using System.Collections.Frozen;
using Frontline.Core.Games;

namespace Frontline.Enrichment;

/// <summary>What a game's file says to the Enricher, in the form in which it asks.</summary>
internal sealed class GameTraits
{
    public static readonly GameTraits None = new(new Game { Id = "", Keys = [] });

    public GameTraits(Game game) => TestDevices = game.TestDevices.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Ids of players and devices.</summary>
    public FrozenSet<string> TestDevices { get; }
}

using System.Collections.Frozen;
using Frontline.Core.Events;

namespace Frontline.Enrichment.Vocabulary;

/// <summary>The one table of built-in events. docs/specs/event.md shows the same table to people.</summary>
public static class BuiltInEvents
{
    internal static readonly IReadOnlyList<BuiltInEvent> All =
    [
        new(EventNames.SessionStart, Required: [], Optional: []),
        new(EventNames.SessionEnd, Required: [], Optional: [Fields.Duration]),
        new(EventNames.Purchase, Required: [Fields.Amount, Fields.Currency], Optional: [Fields.Product, Fields.Store, Fields.TransactionId]) { IsMoney = true },
        new(EventNames.Refund, Required: [Fields.Amount, Fields.Currency], Optional: [Fields.TransactionId, Fields.Store, Fields.Product]) { IsMoney = true, IsPlayerMade = false },
        new(EventNames.AdImpression, Required: [], Optional: [Fields.Network, Fields.Placement, Fields.Amount, Fields.Currency]) { IsMoney = true },
        new(EventNames.LevelStart, Required: [Fields.Level], Optional: [Fields.Attempt, Fields.Score, Fields.Duration]),
        new(EventNames.LevelComplete, Required: [Fields.Level], Optional: [Fields.Attempt, Fields.Score, Fields.Duration]),
        new(EventNames.LevelFail, Required: [Fields.Level], Optional: [Fields.Attempt, Fields.Score, Fields.Duration]),
        new(EventNames.ResourceGain, Required: [Fields.Currency, Fields.Amount], Optional: [Fields.Item]),
        new(EventNames.ResourceSpend, Required: [Fields.Currency, Fields.Amount], Optional: [Fields.Item]),
        new(EventNames.TutorialStep, Required: [Fields.Step], Optional: []),
        new(EventNames.ExperimentExposure, Required: [Fields.Experiment, Fields.Variant], Optional: []),
        new(EventNames.Attribution, Required: [], Optional: [Fields.Network, Fields.Campaign, Fields.Creative]) { IsPlayerMade = false },
        new(EventNames.Error, Required: [], Optional: [Fields.Message, Fields.Severity]),
    ];

    private static readonly FrozenDictionary<string, BuiltInEvent> ByName = All.ToFrozenDictionary(known => known.Name, StringComparer.Ordinal);

    /// <summary>What the platform knows of an event the game made up: only that a level is a level.</summary>
    private static readonly BuiltInEvent Own = new("", Required: [], Optional: []);

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The built-in event of that name, or the one that stands for all of the game's own.</summary>
    internal static BuiltInEvent Find(string name) => ByName.GetValueOrDefault(name, Own);
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Enrichment.Geo;
using Frontline.Enrichment.Plans;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Steps;
using Frontline.Enrichment.UserAgents;

namespace Frontline.Enrichment;

/// <summary>Turns received batches into events and rejects: a chain of pure steps over each event. docs/specs/event.md is what it promises.</summary>
/// <remarks>
/// Pure: the items depend on the batch, its position, the options, the game's file and plan, and the database of addresses alone (and, for a pattern that has to be matched with back-tracking, on how long that takes). Thread-safe: any number of threads may enrich at once. What is
/// reused between calls (string pool, buffers) never shows in a result.
/// </remarks>
public sealed class Enricher : IEnricher
{
    private readonly EnrichmentOptions options;
    private readonly ReadingLimits limits;
    private readonly EnrichmentSteps steps;
    private readonly ITrackingPlans? plans;
    private readonly IGameCatalog? games;
    private readonly IGeoDatabases? geo;
    private readonly UserAgentReader agents = new();
    private readonly ConditionalWeakTable<Game, GameTraits> traits = [];
    private readonly GameTraits noTraits;
    private readonly UsedVersions versions = new();
    private readonly ConcurrentBag<Workspace> workspaces = [];

    /// <param name="options">The bounds and switches.</param>
    /// <param name="plans">The games' tracking plans; null for none.</param>
    /// <param name="games">The games' files; null for games that say nothing.</param>
    /// <param name="geo">The database of addresses; null for none.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message has every error.</exception>
    public Enricher(EnrichmentOptions options, ITrackingPlans? plans = null, IGameCatalog? games = null, IGeoDatabases? geo = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join(' ', errors), nameof(options));
        this.options = options;
        limits = ReadingLimits.Of(options);
        steps = new EnrichmentSteps(options);
        this.plans = steps.ChecksPlans ? plans : null;
        this.games = games;
        noTraits = new GameTraits(new Game { Id = "", Keys = [] }, options);
        this.geo = options.IsOn(StepNames.Geo) ? geo : null;
    }

    /// <inheritdoc/>
    /// <exception cref="DataDamagedException">The body is not the batch that the Receiver counted: no input of a user can cause it.</exception>
    public StreamBatch Enrich(string logId, long position, ReceivedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(logId);
        ArgumentNullException.ThrowIfNull(batch);
        if (!workspaces.TryTake(out var workspace)) workspace = new Workspace(options, limits, steps, agents);
        var plan = plans?.Find(batch.Game);
        var game = TraitsOf(batch.Game);
        // What a replay sends again was kept as pseudonyms; another round would make other ones.
        if (batch.Replay is null && game.Pseudonymiser is { } pseudonymiser) batch = batch with { Body = pseudonymiser.Rewrite(batch) };
        var database = geo?.Current;
        var items = EnrichEvents(workspace, plan, game, database, logId, position, batch);
        if (items.Count != batch.EventCount)
        {
            throw new DataDamagedException($"A batch of {batch.EventCount} events, as counted on arrival, has {items.Count}.", $"{logId}-{position}");
        }

        workspaces.Add(workspace);
        return new StreamBatch
        {
            Position = position,
            Game = batch.Game,
            Key = batch.Key,
            ReceivedAt = batch.ReceivedAt,
            EventCount = batch.EventCount,
            Items = items,
            Import = batch.Import,
            Replay = batch.Replay,
            Versions = versions.Of(batch.Game, plan, database),
        };
    }

    private GameTraits TraitsOf(string id) => games is not null && games.TryGet(id, out var game) ? traits.GetValue(game, game => new GameTraits(game, options)) : noTraits;

    private List<StreamItem> EnrichEvents(Workspace workspace, TrackingPlan? plan, GameTraits game, IGeoDatabase? database, string logId, long position, ReceivedBatch batch)
    {
        var work = new BatchWork(workspace, steps, limits, plan, game, database, logId, position, batch);
        var body = batch.Body.Span;
        if (batch.Format == BatchFormat.Ndjson)
        {
            work.Begin();
            EnrichLines(work, body);
            return work.Items;
        }

        // What stands beside the events usually stands before them. Where it may not, or does not after all, the array is found first.
        var isUsualOrder = BatchReader.EndsWithArray(body);
        var after = EnrichArray(work, body, work.BeginWithContext(body, stopAtEvents: isUsualOrder));
        if (isUsualOrder && !IsEnd(body[after..])) EnrichArray(work, body, work.BeginWithContext(body, stopAtEvents: false));

        return work.Items;
    }

    /// <summary>Returns the position after the array.</summary>
    private static int EnrichArray(in BatchWork work, ReadOnlySpan<byte> body, int events)
    {
        var reader = new Utf8JsonReader(body[events..], BatchReader.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) work.EnrichEvent(ref reader, events, body);
        return events + (int)reader.BytesConsumed;
    }

    private static void EnrichLines(in BatchWork work, ReadOnlySpan<byte> body)
    {
        for (var start = 0; start < body.Length;)
        {
            var length = body[start..].IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length;
            var line = body[start..end];
            if (line.Trim(" \t\r"u8).Length > 0)
            {
                var reader = new Utf8JsonReader(line, BatchReader.Options);
                reader.Read();
                work.EnrichEvent(ref reader, start, body);
            }

            start = end + 1;
        }
    }

    private static bool IsEnd(ReadOnlySpan<byte> rest) => rest.Trim(" \t\r\n"u8) is [(byte)'}'];
}

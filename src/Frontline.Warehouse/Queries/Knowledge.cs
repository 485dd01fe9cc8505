using Frontline.Core;

namespace Frontline.Warehouse.Queries;

/// <summary>
/// What a query may know: the state of a moment, with some of what was learnt since. Every model is computed anew from the events known, so it costs what reading them costs. Settings of the game and
/// the program's rules are those of today.
/// </summary>
/// <param name="Moment">By <c>recorded_at</c> of events and <c>known_at</c> of rates and costs; what was recorded at the moment itself was known.</param>
/// <param name="Later">Events recorded since that are known besides.</param>
/// <param name="LaterRates">Whether rates are those of today.</param>
/// <param name="LaterCosts">Whether costs are those of today.</param>
/// <param name="Until">Where today ends: nothing that became known after it is known, so that several questions rest on the same. Null for all there is.</param>
public sealed record Knowledge(Timestamp Moment, LaterEvents Later = LaterEvents.None, bool LaterRates = false, bool LaterCosts = false, Timestamp? Until = null);

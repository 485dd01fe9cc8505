using Frontline.Core;

namespace Frontline.Demo;

/// <summary>One event as a device would log it.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Time">The device's clock.</param>
/// <param name="Id">A UUID.</param>
/// <param name="Sequence">The device's running number.</param>
/// <param name="Props">Name and value (string, int or decimal) of each prop.</param>
internal readonly record struct SmallGameEvent(string Name, Timestamp Time, Guid Id, long Sequence, IReadOnlyList<KeyValuePair<string, object>> Props);

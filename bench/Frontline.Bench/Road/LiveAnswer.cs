using System.Text.Json;

namespace Frontline.Bench.Road;

/// <summary>Reads what the probe needs of an answer of /api/live.</summary>
internal static class LiveAnswer
{
    /// <summary>Events counted in all minutes of the answer.</summary>
    public static long Events(JsonElement answer) => answer.GetProperty("total").GetProperty("events").EnumerateArray().Sum(minute => minute.GetInt64());
}

namespace Frontline.Core.Road;

/// <summary>How the body of a batch is written.</summary>
public enum BatchFormat
{
    /// <summary>One JSON object with <c>events</c>, and optionally <c>sent_at</c> and <c>context</c>.</summary>
    Json = 0,

    /// <summary>One event object per line; blank lines do not count.</summary>
    Ndjson = 1,
}

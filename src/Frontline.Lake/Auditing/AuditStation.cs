namespace Frontline.Lake.Auditing;

/// <summary>Where on the road a difference arose.</summary>
public enum AuditStation
{
    /// <summary>The Receiver accepted something else than what went on.</summary>
    Receiver,

    /// <summary>The Inbox cannot be read in whole.</summary>
    Inbox,

    /// <summary>The Recorder did not account for everything that it got.</summary>
    Recorder,

    /// <summary>The lake does not hold what was committed to it.</summary>
    Lake,
}

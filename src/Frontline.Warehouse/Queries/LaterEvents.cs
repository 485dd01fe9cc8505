namespace Frontline.Warehouse.Queries;

/// <summary>How events came that were recorded after a moment.</summary>
[Flags]
public enum LaterEvents
{
    None = 0,

    /// <summary>They happened after it.</summary>
    New = 1,

    /// <summary>They had happened by then, and were sent late.</summary>
    Late = 2,

    /// <summary>Imported, or sent with a key for history.</summary>
    History = 4,

    /// <summary>Rejects that were replayed.</summary>
    Replayed = 8,

    All = New | Late | History | Replayed,
}

namespace Frontline.Warehouse.Queries;

/// <summary>Why a query gave no result, or not all of it.</summary>
public enum QueryFailure
{
    /// <summary>The statement is not one a user may run.</summary>
    Refused,

    /// <summary>The statement is wrong: it does not parse, names what is not there, or its types do not fit.</summary>
    Invalid,

    /// <summary>The time limit passed.</summary>
    TimedOut,

    /// <summary>The result is larger than its bounds.</summary>
    TooLarge,

    /// <summary>It needs more memory than the engine may use, of a kind that cannot be spilled to disk.</summary>
    OutOfMemory,

    /// <summary>The engine could not do it: a division by zero, a cast of a value that does not fit.</summary>
    Failed,

    /// <summary>The warehouse was built by another version of the program, has not what the statement asks for, and is being rebuilt.</summary>
    Rebuilding,
}

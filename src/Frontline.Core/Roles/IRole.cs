namespace Frontline.Core.Roles;

/// <summary>A station of the road that runs on its own until it is told to stop.</summary>
public interface IRole
{
    /// <summary>receiver, enricher, recorder, loader …</summary>
    string Name { get; }

    /// <summary>Where the role is now; cheap, from any thread.</summary>
    RoleStatus Status { get; }

    /// <summary>Runs until cancelled, then drains and returns. An exception is fatal to the process: nothing here is retried blindly.</summary>
    Task RunAsync(CancellationToken cancellation);
}

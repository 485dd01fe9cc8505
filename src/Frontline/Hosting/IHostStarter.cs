namespace Frontline.Hosting;

/// <summary>Starts the roles of a data directory in this process: the one code path behind <c>up</c>, <c>run</c>, <c>demo</c> and every command that finds no server.</summary>
public interface IHostStarter
{
    /// <summary>Takes the data directory's lock, starts the roles, and returns once requests are answered.</summary>
    /// <exception cref="DataDirectories.DataDirectoryInUseException">Another process holds the data directory.</exception>
    /// <exception cref="DataDirectories.DataDirectoryException">The data directory cannot be used: not writable, or of a newer format.</exception>
    /// <exception cref="Configuration.ConfigurationException">The games or the sections contradict themselves.</exception>
    /// <exception cref="PortBusyException">The port is taken.</exception>
    /// <exception cref="Core.DataDamagedException">What is on disk contradicts itself.</exception>
    Task<IRunningHost> StartAsync(HostSettings settings, CancellationToken cancellation);
}

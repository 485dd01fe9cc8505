using Frontline.Commands;
using Frontline.Embedded.Files;
using Frontline.Hosting;

return await CommandLine.RunAsync(args, new CommandServices
{
    Terminal = Terminal.OfProcess(),
    Starter = new NoHostStarter(),
    FileSystem = new PhysicalFileSystem(),
    Time = TimeProvider.System,
    Environment = ProcessEnvironment.Read(),
    Http = () => new HttpMessageInvoker(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false }),
}).ConfigureAwait(false);

using System.Security.Cryptography;
using Frontline.Commands;
using Frontline.Embedded.Files;
using Frontline.Embedded.Memory;
using Frontline.Hosting;

var files = new PhysicalFileSystem();
var environment = ProcessEnvironment.Read();
NativeHeap.LimitArenas(environment);
return await CommandLine.RunAsync(args, new CommandServices
{
    Terminal = Terminal.OfProcess(),
    Starter = new HostStarter(files, TimeProvider.System, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)), Console.Error),
    FileSystem = files,
    Time = TimeProvider.System,
    Environment = environment,
    Http = () => new HttpMessageInvoker(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false }),
}).ConfigureAwait(false);

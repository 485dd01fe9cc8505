using Frontline.Core.State;
using Frontline.Embedded.State;

namespace Frontline.Properties.Crashes;

internal sealed class RocksDbStateFolder(string directory) : IStateFolder
{
    private readonly string earlier = directory + ".earlier";

    public IKeyedStateEngine Engine { get; } = new RocksDbStateEngine();

    public string Directory => directory;

    public void Crash(Random random)
    {
        if (!System.IO.Directory.Exists(directory))
        {
            return;
        }

        switch (random.Next(6))
        {
            case 0:
                System.IO.Directory.Delete(directory, recursive: true);
                break;
            case 1 when System.IO.Directory.GetFiles(directory) is { Length: > 0 } files:
                var victim = files[random.Next(files.Length)];
                var bytes = File.ReadAllBytes(victim);
                random.NextBytes(bytes.AsSpan(bytes.Length / 2));
                File.WriteAllBytes(victim, bytes);
                break;
            case 2 or 3 when System.IO.Directory.Exists(earlier):
                Copy(earlier, directory);
                break;
            case 4:
                Copy(directory, earlier);
                break;
        }
    }

    private static void Copy(string from, string to)
    {
        if (System.IO.Directory.Exists(to))
        {
            System.IO.Directory.Delete(to, recursive: true);
        }

        System.IO.Directory.CreateDirectory(to);
        foreach (var file in System.IO.Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}

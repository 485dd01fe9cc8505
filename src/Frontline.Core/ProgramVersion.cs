using System.Reflection;

namespace Frontline.Core;

public static class ProgramVersion
{
    /// <summary>The version of this program as recorded in rejects and chain entries.</summary>
    public static string Current { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}

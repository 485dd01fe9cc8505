namespace Frontline.Commands;

/// <summary>The lake's files.</summary>
internal sealed class LakeCommand : DocumentedCommand
{
    public LakeCommand(CommandServices services)
        : base("lake", "Verifies the lake, and lists the files that count.", "frontline lake verify", "frontline lake files")
    {
        Add(new LakeVerifyCommand(services));
        Add(new LakeFilesCommand(services));
    }
}

namespace Frontline.Commands;

/// <summary>The write keys of a game.</summary>
internal sealed class KeysCommand : DocumentedCommand
{
    public KeysCommand(CommandServices services)
        : base("keys", "Makes, lists and ends write keys.", "frontline keys list mygame", "frontline keys add mygame --kind dev", "frontline keys revoke mygame fl_live_Ab12Cd")
    {
        Add(new KeysAddCommand(services));
        Add(new KeysListCommand(services));
        Add(new KeysRevokeCommand(services));
    }
}

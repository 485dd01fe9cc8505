namespace Frontline.Core.Storage;

/// <summary>What an object store can do besides when engines can read its objects by a path or URL of their own.</summary>
public interface IObjectPaths
{
    /// <summary>The path or URL under which an engine on this machine reads the object.</summary>
    string PathOf(string name);
}

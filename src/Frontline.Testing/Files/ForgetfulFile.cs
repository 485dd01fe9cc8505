using Frontline.Core.Storage;

namespace Frontline.Testing.Files;

internal sealed class ForgetfulFile(ForgetfulFileSystem owner, ForgetfulNode node, IFile file, int generation) : IFile
{
    public long Length => owner.Within(generation, () => file.Length);

    public int Read(Span<byte> buffer, long offset)
    {
        owner.ThrowIfStale(generation);
        return file.Read(buffer, offset);
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset) => owner.Write(generation, node, file, bytes, offset);

    public void SetLength(long length) => owner.SetLength(generation, node, file, length);

    public void Sync() => owner.Sync(generation, node, file);

    public void Dispose() => file.Dispose();
}

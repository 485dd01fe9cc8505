namespace Frontline.Lake.Verification;

/// <param name="FilesDone">Data files verified so far.</param>
/// <param name="Files">Data files to verify.</param>
/// <param name="BytesDone">Their bytes.</param>
/// <param name="Bytes">All bytes to verify.</param>
public readonly record struct VerifyProgress(int FilesDone, int Files, long BytesDone, long Bytes);

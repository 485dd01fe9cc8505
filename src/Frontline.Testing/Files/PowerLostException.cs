namespace Frontline.Testing.Files;

/// <summary>The machine under a <see cref="ForgetfulFileSystem"/> is off, or was off since a handle was opened.</summary>
public sealed class PowerLostException() : IOException("The power was lost.");

namespace Frontline.Lake.Books;

/// <summary>A file that rows came from.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Sha256">Of its content, lower-case hex.</param>
public sealed record BookFile(string Name, string Sha256);

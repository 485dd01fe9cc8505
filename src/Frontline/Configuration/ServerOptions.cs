using System.Net;

namespace Frontline.Configuration;

/// <summary>Where the server listens: one port carries everything HTTP.</summary>
public sealed class ServerOptions
{
    /// <summary>An IP address; <c>0.0.0.0</c> or <c>::</c> for all of this machine's. Loopback until told otherwise.</summary>
    public string Listen { get; set; } = "127.0.0.1";

    /// <summary>0 takes a free one.</summary>
    public int Port { get; set; } = 8080;

    /// <summary>PEM file of the certificate chain; with it, the port speaks HTTPS.</summary>
    public string? TlsCertificateFile { get; set; }

    /// <summary>PEM file of the certificate's private key.</summary>
    public string? TlsKeyFile { get; set; }

    /// <summary>The bearer token for everything but <c>/v1/*</c> and <c>/health/*</c>; a new one at each start where empty.</summary>
    public string? Token { get; set; }

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (!IPAddress.TryParse(Listen, out _))
        {
            errors.Add($"server.listen is '{Listen}'; an IP address is expected, such as 127.0.0.1, 0.0.0.0 or ::.");
        }

        if (Port is < 0 or > 65535)
        {
            errors.Add($"server.port is {Port}; 0 to 65535 is expected.");
        }

        if (string.IsNullOrEmpty(TlsCertificateFile) != string.IsNullOrEmpty(TlsKeyFile))
        {
            errors.Add("server.tls_certificate_file and server.tls_key_file belong together; only one is set.");
        }

        if (!string.IsNullOrEmpty(TlsCertificateFile) && !File.Exists(TlsCertificateFile))
        {
            errors.Add($"server.tls_certificate_file: there is no file {TlsCertificateFile}.");
        }

        if (!string.IsNullOrEmpty(TlsKeyFile) && !File.Exists(TlsKeyFile))
        {
            errors.Add($"server.tls_key_file: there is no file {TlsKeyFile}.");
        }

        if (Token is { Length: > 0 and < 16 })
        {
            errors.Add("server.token is shorter than 16 characters; a longer one cannot be guessed.");
        }

        return errors;
    }
}

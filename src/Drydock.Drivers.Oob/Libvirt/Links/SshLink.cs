using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Libvirt.Links;

/// <summary>A link through <c>ssh</c>, run as a child process.</summary>
internal sealed class SshLink : Link
{
    private const int LinesKept = 20;

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Queue<string> _lines = [];
    private readonly Task _saying;
    private bool _disposed;

    private SshLink(Process process)
        : base(process.StandardOutput.BaseStream, process.StandardInput.BaseStream)
    {
        _process = process;
        _saying = ListenAsync();
    }

    public static Link Start(HypervisorUri uri)
    {
        try
        {
            var start = new ProcessStartInfo(uri.Command, CommandLine.Join(SshCommand.Arguments(uri)))
            {
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            SshEnvironment.Reduce(start.Environment!);
            return new SshLink(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new LinkException($"'{uri.Command}' cannot be run: {e.Message}", transient: false,
                remedy: "Install an OpenSSH client, or name its program with ?command= in oob.libvirt_uri.", inner: e);
        }
    }

    /// <summary>What ssh, or the command over there, said last tells more than the end of its output.</summary>
    public override async Task<LinkException> ExplainAsync(Exception cause)
    {
        if (cause is InvalidDataException) return await base.ExplainAsync(cause);
        await Task.WhenAny(_saying, Task.Delay(LastWords));
        string[] lines;
        lock (_lines) lines = [.. _lines];
        return lines.Length == 0 ? await base.ExplainAsync(cause) : Explain(lines, cause);
    }

    /// <summary>Ends ssh by closing its input, and for certain.</summary>
    public override void Dispose()
    {
        lock (_lines)
        {
            if (_disposed) return;
            _disposed = true;
        }

        try
        {
            if (!_process.HasExited) _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself meanwhile.
        }

        Output.Dispose();
        _process.Dispose();
    }

    private static LinkException Explain(string[] lines, Exception cause)
    {
        bool Said(params string[] texts) => lines.Any(line => texts.Any(text => line.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0));
        var last = string.Join("; ", lines.Skip(Math.Max(lines.Length - 3, 0)));
        if (Said("Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED"))
        {
            return new LinkException("ssh does not know the hypervisor's host key: " + last,
                ErrorCatalogue.OobCertificateRejected, transient: false,
                "Add the host key to known_hosts (ssh-keyscan, after checking it), or name a file with ?known_hosts= in oob.libvirt_uri.", cause);
        }

        if (Said("Permission denied (", "Too many authentication failures", "bad permissions"))
        {
            return new LinkException("ssh is not let in: " + last, ErrorCatalogue.OobAuthenticationFailed, transient: false,
                "Give the account's private key with ?keyfile= in oob.libvirt_uri or in an ssh agent; passwords are never asked for.", cause);
        }

        if (Said("not found", "No such file"))
        {
            return new LinkException("libvirt cannot be reached on the host: " + last, transient: false,
                remedy: "Install libvirt's daemon on the hypervisor (it brings virt-ssh-helper), and start it.", inner: cause);
        }

        return new LinkException("ssh says: " + last, inner: cause);
    }

    private async Task ListenAsync()
    {
        try
        {
            while (await _process.StandardError.ReadLineAsync() is { } line)
            {
                if (string.IsNullOrWhiteSpace(line)) continue;
                lock (_lines)
                {
                    _lines.Enqueue(line.Trim());
                    if (_lines.Count > LinesKept) _lines.Dequeue();
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone.
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace Drydock.Drivers.Oob.Libvirt.Links;

/// <summary>
/// The environment that <c>ssh</c> is started with: what it and its helpers need, and nothing else, as secrets of other nodes
/// may be kept in this process's variables.
/// </summary>
public static class SshEnvironment
{
    private static readonly string[] Kept =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TMPDIR", "XDG_RUNTIME_DIR", "KRB5CCNAME", "KRB5_CONFIG", "SSH_AUTH_SOCK", "SSH_AGENT_PID",
        "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "USERNAME", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA",
        "PROGRAMFILES", "TEMP", "TMP",
    ];

    /// <summary>Takes out of an environment what ssh has no need of.</summary>
    /// <param name="environment">The environment.</param>
    public static void Reduce(IDictionary<string, string?> environment)
    {
        if (environment is null) throw new ArgumentNullException(nameof(environment));
        foreach (var name in environment.Keys.Where(name => !IsNeeded(name)).ToList()) environment.Remove(name);
    }

    private static bool IsNeeded(string name) =>
        Kept.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("LC_", StringComparison.OrdinalIgnoreCase);
}

using System;
using System.Collections.Generic;

namespace Drydock.Core.Design.Documents;

/// <summary>The kinds of Airship documents whose data is a password or a key, so that nothing shows it.</summary>
internal static class SecretKinds
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "Passphrase", "PrivateKey", "CertificateKey", "CertificateAuthorityKey",
    };

    /// <summary>Whether a kind, the part of a schema between its slashes, is one of them.</summary>
    public static bool Contains(string kind) => Kinds.Contains(kind);
}

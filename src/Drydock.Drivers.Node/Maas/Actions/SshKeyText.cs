using System;
using System.Linq;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>
/// Public SSH keys as people paste them: wrapped over several lines by mail and editors. The key itself tells where it ends
/// (RFC 4253, 6.6: fields with their lengths), so that what follows is the comment.
/// </summary>
internal static class SshKeyText
{
    /// <summary>Whether somebody gave a private key (PEM, OpenSSH or PuTTY), which must go nowhere.</summary>
    /// <param name="text">The key as written.</param>
    public static bool IsPrivate(string text) =>
        text.IndexOf("PRIVATE KEY", StringComparison.OrdinalIgnoreCase) >= 0
        || text.IndexOf("PuTTY-User-Key-File", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The key in one line: kind, Base64, comment.</summary>
    /// <param name="text">The key as written.</param>
    public static string Normalise(string text)
    {
        var words = text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3) return string.Join(" ", words);
        for (var count = 1; count < words.Length; count++)
        {
            var blob = string.Concat(words.Skip(1).Take(count));
            if (IsWhole(blob)) return string.Join(" ", new[] { words[0], blob }.Concat(words.Skip(1 + count)));
        }

        return string.Join(" ", words);
    }

    private static bool IsWhole(string base64)
    {
        byte[] blob;
        try
        {
            blob = Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return false;
        }

        var (at, fields) = (0L, 0);
        while (at + 4 <= blob.Length)
        {
            var length = ((long)blob[at] << 24) | ((long)blob[at + 1] << 16) | ((long)blob[at + 2] << 8) | blob[at + 3];
            at += 4 + length;
            fields++;
        }

        return at == blob.Length && fields >= 2;
    }
}

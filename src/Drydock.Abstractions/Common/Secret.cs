using System;
using System.Runtime.InteropServices;
using System.Security;

namespace Drydock;

/// <summary>
/// A password, key or token. Its text shows as <c>***</c> wherever it is printed, formatted or serialised; only
/// <see cref="Reveal"/> gives it away, and only code that puts it on the wire calls that.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _text;

    /// <summary>Wraps a secret text.</summary>
    /// <param name="text">The secret in clear.</param>
    public Secret(string text) => _text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>Wraps a secret text that is protected in memory, as PowerShell keeps one.</summary>
    /// <param name="text">The secret.</param>
    public Secret(SecureString text)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(text ?? throw new ArgumentNullException(nameof(text)));
        try
        {
            _text = Marshal.PtrToStringUni(memory) ?? "";
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }

    /// <summary>True where the secret is an empty text.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>The secret in clear.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}

using System;
using System.Management.Automation;
using System.Security;

namespace Drydock.PowerShell.Binding;

/// <summary>Lets a <see cref="Secret"/>, such as a lab's key, stand for a SecureString; plain text is refused with advice.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecureTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            Secret secret => Protect(secret.Reveal()),
            string => throw new ArgumentTransformationMetadataException(
                "Plain text is not taken, as it would stay in the history. Use Read-Host -AsSecureString, a secret vault, or MAAS_API_KEY."),
            var other => other,
        };

    private static SecureString Protect(string text)
    {
        var secure = new SecureString();
        foreach (var letter in text) secure.AppendChar(letter);
        secure.MakeReadOnly();
        return secure;
    }
}

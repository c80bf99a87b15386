namespace Drydock.Maas;

/// <summary>A public SSH key of the API key's user (<c>SSHKeyHandler</c>), which deployed machines accept.</summary>
public sealed record MaasSshKey
{
    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary>The public key: type, key and comment.</summary>
    public string Key { get; init; } = "";

    /// <summary>Where it was imported from, for example <c>lp:name</c>; empty for a key given by hand.</summary>
    public string Source { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Key;
}

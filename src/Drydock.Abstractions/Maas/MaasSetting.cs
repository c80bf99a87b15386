namespace Drydock.Maas;

/// <summary>A global setting (<c>MaasHandler.get_config</c>).</summary>
public sealed record MaasSetting
{
    /// <summary>The name, for example <c>kernel_opts</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The value: a text, a number, a boolean, or null.</summary>
    public object? Value { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} = {Value}";
}

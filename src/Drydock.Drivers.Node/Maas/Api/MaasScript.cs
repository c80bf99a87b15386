namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>A commissioning or testing script (<c>NodeScriptHandler</c>).</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">0 for commissioning, 2 for testing.</param>
/// <param name="Tags">Tags.</param>
/// <param name="IsDefault">Whether it is MAAS's own.</param>
public sealed record MaasScript(string Name, int Type, ItemList<string> Tags, bool IsDefault);

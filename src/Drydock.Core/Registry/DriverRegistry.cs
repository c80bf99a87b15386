using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Errors;

namespace Drydock.Core.Registry;

/// <summary>Finds the driver that serves a type; a driver named later wins, so that users can replace one.</summary>
/// <param name="drivers">The drivers.</param>
public sealed class DriverRegistry(IEnumerable<IDriver> drivers) : IDriverRegistry
{
    /// <inheritdoc/>
    public IReadOnlyList<IDriver> Drivers { get; } = [.. drivers];

    /// <inheritdoc/>
    public IOobDriver FindOob(BaremetalNode node)
    {
        if (node is null) throw new ArgumentNullException(nameof(node));
        return Find<IOobDriver>(node.Oob.Type) ?? throw new DrydockException(
            node.Oob.Type is null ? ErrorCatalogue.NodeMisconfigured : ErrorCatalogue.DriverUnknown,
            node.Oob.Type is null
                ? $"Node '{node.Name}' has no oob.type; known types are {Known<IOobDriver>()}."
                : $"Node '{node.Name}' names the oob.type '{node.Oob.Type}', which no driver serves; known types are {Known<IOobDriver>()}.")
        {
            Target = node.Name,
        };
    }

    /// <inheritdoc/>
    public INodeDriver FindNode(string type) => Find<INodeDriver>(type) ?? throw new DrydockException(ErrorCatalogue.DriverUnknown,
        $"No node driver serves the type '{type}'; known types are {Known<INodeDriver>()}.")
    {
        Target = type,
    };

    private T? Find<T>(string? type)
        where T : class, IDriver => Drivers.OfType<T>().LastOrDefault(driver => driver.Types.Contains(type, StringComparer.OrdinalIgnoreCase));

    private string Known<T>()
        where T : IDriver => string.Join(", ", Drivers.OfType<T>().SelectMany(driver => driver.Types).Distinct().OrderBy(type => type, StringComparer.Ordinal));
}

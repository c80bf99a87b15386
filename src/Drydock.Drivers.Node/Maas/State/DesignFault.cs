using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>The errors of a design that a machine cannot be brought to; the message names the node.</summary>
public static class DesignFault
{
    /// <summary>The design contradicts itself or leaves out what is needed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="what">What is wrong, as the rest of a sentence.</param>
    public static DrydockException Misconfigured(BaremetalNode node, string what) => Of(ErrorCatalogue.NodeMisconfigured, node, what);

    /// <summary>The machine lacks a device.</summary>
    /// <param name="node">The node.</param>
    /// <param name="what">Which, and what it has instead, as the rest of a sentence.</param>
    public static DrydockException DeviceNotFound(BaremetalNode node, string what) => Of(ErrorCatalogue.DeviceNotFound, node, what);

    /// <summary>MAAS's networks are not those of the design.</summary>
    /// <param name="node">The node.</param>
    /// <param name="what">What is missing, as the rest of a sentence.</param>
    public static DrydockException NetworkMissing(BaremetalNode node, string what) =>
        new(ErrorCatalogue.MaasDesignConflict, Sentence(node, what))
        {
            Target = node.Name,
            Remedy = "Run Set-NetworkTemplate, which makes MAAS's networks as the design says, then this action again.",
        };

    /// <summary>An error of the catalogue about a node.</summary>
    /// <param name="error">The catalogue's entry.</param>
    /// <param name="node">The node.</param>
    /// <param name="what">What is wrong, as the rest of a sentence.</param>
    public static DrydockException Of(ErrorId error, BaremetalNode node, string what) => new(error, Sentence(node, what)) { Target = node.Name };

    private static string Sentence(BaremetalNode node, string what) => $"Node '{node.Name}': {what}.";
}

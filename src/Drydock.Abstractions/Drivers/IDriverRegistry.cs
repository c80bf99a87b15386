using System.Collections.Generic;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Drivers;

/// <summary>Knows which driver serves which type.</summary>
public interface IDriverRegistry
{
    /// <summary>All drivers.</summary>
    IReadOnlyList<IDriver> Drivers { get; }

    /// <summary>The out-of-band driver of a node.</summary>
    /// <param name="node">The node.</param>
    /// <exception cref="DrydockException">The node names no type, or none that a driver serves.</exception>
    IOobDriver FindOob(BaremetalNode node);

    /// <summary>The node driver of a type.</summary>
    /// <param name="type">The type, for example <c>maas</c>.</param>
    /// <exception cref="DrydockException">No driver serves the type.</exception>
    INodeDriver FindNode(string type);
}

using System.Collections.Generic;

namespace Drydock.Drivers;

/// <summary>What every driver says of itself.</summary>
public interface IDriver
{
    /// <summary>The driver's name, as results show it, for example <c>ipmi</c>.</summary>
    string Name { get; }

    /// <summary>The types that a design names for this driver, for example values of <c>oob.type</c>.</summary>
    IReadOnlyList<string> Types { get; }
}

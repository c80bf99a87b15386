using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers;
using Drydock.Results;

namespace Drydock.PowerShell.Base;

/// <summary>How a node's driver is called.</summary>
/// <param name="Driver">The driver's name.</param>
/// <param name="Call">Calls it.</param>
internal sealed record DriverCall(string Driver, Func<BaremetalNode, DriverContext, CancellationToken, Task<NodeActionResult>> Call);

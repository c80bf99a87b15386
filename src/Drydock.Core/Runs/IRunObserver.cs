using Drydock.Design;
using Drydock.Results;

namespace Drydock.Core.Runs;

/// <summary>Sees a run as it goes: for progress, journals and reports. Called from any thread, once per event.</summary>
public interface IRunObserver
{
    /// <summary>A step begins on a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="action">The action's name.</param>
    void StepStarted(BaremetalNode node, string action);

    /// <summary>A step has ended on a node.</summary>
    /// <param name="result">How.</param>
    void StepEnded(NodeActionResult result);
}

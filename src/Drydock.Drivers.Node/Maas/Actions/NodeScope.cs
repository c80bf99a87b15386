using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Errors;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.Drivers.Node.Maas.Actions;

/// <summary>One action on one node while it runs: its deadline, its progress, its operations on the machine.</summary>
internal sealed class NodeScope
{
    private readonly TimeSpan _begun;
    private readonly DriverContext _context;

    public NodeScope(MaasSession session, BaremetalNode node, DriverContext context, string action)
    {
        Session = session;
        Node = node;
        Action = action;
        _context = context;
        _begun = session.Clock.Elapsed;
    }

    public MaasSession Session { get; }

    public BaremetalNode Node { get; }

    public string Action { get; }

    public bool Force => _context.Force;

    /// <summary>What is left of the action's time.</summary>
    public TimeSpan Remaining => _context.Timeout - (Session.Clock.Elapsed - _begun);

    /// <summary>Tells what the node is doing.</summary>
    public void Say(string text)
    {
        _context.Progress(Node, text);
        _context.Log.Write(LogLevel.Verbose, $"{Node.Name}: {text}");
    }

    /// <summary>Tells something surprising.</summary>
    public void Warn(string text) => _context.Log.Write(LogLevel.Warning, $"{Node.Name}: {text}");

    public NodeActionResult Success(string message, MaasMachine? machine) => NodeActionResult.Success(Node, Action, message, machine);

    /// <summary>An error that names the node.</summary>
    public DrydockException Error(ErrorId error, string message, string? remedy = null) => remedy is null
        ? new(error, $"Node '{Node.Name}': {message}") { Target = Node.Name }
        : new(error, $"Node '{Node.Name}': {message}") { Target = Node.Name, Remedy = remedy };

    /// <summary>The error where a machine's state does not allow the action.</summary>
    public DrydockException Refusal(MaasMachine machine, string remedy) =>
        Error(ErrorCatalogue.MaasStateConflict, $"{Action} is not possible while its machine is '{machine.StatusName}'.", remedy);

    /// <summary>The error where MAAS failed at a machine, with what MAAS's events say of it, and the end of a log where one is given.</summary>
    public async Task<DrydockException> FailureAsync(
        MaasMachine machine, CancellationToken cancel, Func<MaasSession, string, CancellationToken, Task<string>>? log = null)
    {
        List<string> reasons = [];
        // MAAS's status message is its last event, in "type - description" form.
        if (machine.StatusMessage.Length > 0 && machine.StatusMessage != machine.StatusName)
            reasons.Add(new Regex(" - ").Replace(machine.StatusMessage, ": ", 1));
        reasons.AddRange(await MachineEvents.ProblemsAsync(Session, machine.SystemId, cancel).ConfigureAwait(false));
        var text = string.Join("; ", reasons.Distinct(StringComparer.Ordinal));
        var tail = log is null ? "" : await log(Session, machine.SystemId, cancel).ConfigureAwait(false);
        return Error(ErrorCatalogue.MachineFailed, $"its machine ended as '{machine.StatusName}'" + (text.Length > 0 ? $": {text}" : ".")
            + (tail.Length > 0 ? $"\nThe end of its log:\n{tail}" : ""));
    }

    /// <summary>
    /// Calls an operation of a machine that leads it into another state. Where the answer is lost or MAAS objects to the
    /// state, the machine is looked at: what has happened already counts as done.
    /// </summary>
    /// <param name="machine">The machine as last seen.</param>
    /// <param name="op">The operation.</param>
    /// <param name="form">Its form.</param>
    /// <param name="isDone">Whether a machine shows the operation's effect.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The machine after the operation.</returns>
    public Task<MaasMachine> OperateAsync(
        MaasMachine machine, string op, MaasForm? form, Func<MaasMachine, bool> isDone, CancellationToken cancel) =>
        PostAsync(machine, $"machines/{machine.SystemId}/", op, form, isDone, cancel);

    /// <summary>As <see cref="OperateAsync"/>, for an operation of another path.</summary>
    public async Task<MaasMachine> PostAsync(
        MaasMachine machine, string path, string op, MaasForm? form, Func<MaasMachine, bool> isDone, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return MaasParsing.Machine(await Session.Api.PostAsync(path, op, form, cancel).ConfigureAwait(false));
            }
            catch (DrydockException error) when (error is MaasOutcomeUnknownException
                || ReferenceEquals(error.Error, ErrorCatalogue.MaasStateConflict))
            {
                var now = await Session.GetMachineAsync(machine.SystemId, cancel).ConfigureAwait(false);
                if (isDone(now)) return now;
                if (error is not MaasOutcomeUnknownException || attempt > 1) throw;
            }
        }
    }

    /// <summary>
    /// Waits until MAAS has come to rest with a machine. A state that the machine was in before the operation is not taken
    /// for the operation's outcome until it was seen to change.
    /// </summary>
    /// <param name="after">The machine as the operation answered.</param>
    /// <param name="before">Its state before the operation; null where there was none.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<MaasMachine> RestAsync(MaasMachine after, MaasMachineStatus? before, CancellationToken cancel)
    {
        var changed = before is null || after.Status != before;
        if (changed && !StatusWatcher.Busy.Contains(after.Status)) return after;
        Say(after.StatusName);
        return await Session.Statuses.WaitAsync(after.SystemId, IsAtRest, Show, Remaining, cancel).ConfigureAwait(false);

        bool IsAtRest(MaasMachine machine)
        {
            changed |= machine.Status != before;
            return changed && !StatusWatcher.Busy.Contains(machine.Status);
        }

        void Show(MaasMachine machine) =>
            Say(machine.StatusMessage.Length > 0 && machine.StatusMessage != machine.StatusName
                ? $"{machine.StatusName}: {machine.StatusMessage}" : machine.StatusName);
    }
}

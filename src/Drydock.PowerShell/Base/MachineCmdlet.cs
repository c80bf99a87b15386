using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Drydock.PowerShell.Binding;

namespace Drydock.PowerShell.Base;

/// <summary>
/// Works on machines of MAAS, on all that come in at once, and writes what comes out of each as it finishes. Machines that
/// came by name are looked up together.
/// </summary>
public abstract class MachineCmdlet : MaasCmdlet
{
    private readonly List<MachineInput> _given = [];

    /// <summary>Machines, nodes, results of node cmdlets, host names or MAAS's ids.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(MachineNameCompleter))]
    [ValidateNotNullOrEmpty]
    public MachineInput[] Machine { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _given.AddRange(Machine);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_given.Count == 0 || !TryAwait(cancel => MachineInput.FindAsync(Session, _given, cancel), null, out var machines)) return;
        var chosen = new List<(string Name, string SystemId)>();
        foreach (var (name, systemId) in machines)
        {
            if (systemId is null) WriteMissing("machine", name);
            else if (Approves(name)) chosen.Add((name, systemId));
        }

        // The session bounds how many requests are under way.
        var works = new Works(chosen, WorkAsync);
        try
        {
            while (works.Count > 0)
            {
                var done = Await(works.NextAsync);
                if (TryAwait(_ => done.Work, done.Name, out var objects)) WriteObject(objects, enumerateCollection: true);
            }
        }
        finally
        {
            works.Dispose();
        }
    }

    /// <summary>Whether the work on this machine shall be done; asks where it changes something.</summary>
    private protected virtual bool Approves(string name) => true;

    /// <summary>The work on one machine.</summary>
    /// <returns>What to write.</returns>
    private protected abstract Task<IReadOnlyList<object>> WorkAsync(string name, string systemId, CancellationToken cancel);

    /// <summary>Works under way; those left over end with it.</summary>
    private sealed class Works : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly List<(string Name, Task<IReadOnlyList<object>> Work)> _running;

        public Works(List<(string Name, string SystemId)> machines, Func<string, string, CancellationToken, Task<IReadOnlyList<object>>> work) =>
            _running = [.. machines.Select(machine => (machine.Name, Task.Run(() => work(machine.Name, machine.SystemId, _stop.Token))))];

        public int Count => _running.Count;

        /// <summary>The work that ends next.</summary>
        public async Task<(string Name, Task<IReadOnlyList<object>> Work)> NextAsync(CancellationToken cancel)
        {
            using var stop = cancel.Register(_stop.Cancel);
            var ended = await Task.WhenAny(_running.Select(running => running.Work)).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            var at = _running.FindIndex(running => running.Work == ended);
            var done = _running[at];
            _running.RemoveAt(at);
            return done;
        }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}

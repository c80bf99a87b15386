using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Drydock.Lab.Hardware;

/// <summary>The faults in force. Thread-safe.</summary>
public sealed class FaultBook
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Faults in force, with how often each is still to come; 0 for ever.</summary>
    public IReadOnlyList<LabFault> Active
    {
        get
        {
            lock (_gate) return [.. _entries.Select(entry => entry.Fault with { Count = entry.Left })];
        }
    }

    /// <summary>Puts a fault in force.</summary>
    /// <param name="fault">The fault; without a node it holds for every server.</param>
    public void Add(LabFault fault)
    {
        if (fault.Count < 0) throw new ArgumentOutOfRangeException(nameof(fault), fault.Count, "A fault's count is 0 for ever, or more.");
        lock (_gate) _entries.Add(new Entry(fault));
    }

    /// <summary>Ends all faults.</summary>
    public void Clear()
    {
        lock (_gate) _entries.Clear();
    }

    /// <summary>Whether a fault is in force; does not use it up.</summary>
    /// <param name="kind">What.</param>
    /// <param name="node">The server's name; null for MAAS itself.</param>
    public bool IsActive(LabFaultKind kind, string? node = null)
    {
        lock (_gate) return Find(kind, node) is not null;
    }

    /// <summary>Uses a fault once, where it is in force.</summary>
    /// <param name="kind">What.</param>
    /// <param name="node">The server's name; null for MAAS itself.</param>
    /// <returns>Whether it goes wrong this time.</returns>
    public bool TryTake(LabFaultKind kind, string? node = null)
    {
        lock (_gate)
        {
            if (Find(kind, node) is not { } entry) return false;
            if (entry.Fault.Count > 0 && --entry.Left == 0) _entries.Remove(entry);
            return true;
        }
    }

    /// <summary>Uses a fault of MAAS once, where one of some kinds is in force for a request.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <param name="request">The request: verb, path below <c>api/2.0/</c>, and <c>?op=</c> with the operation.</param>
    /// <returns>What goes wrong this time; null for nothing.</returns>
    public LabFaultKind? TryTakeRequest(IReadOnlyCollection<LabFaultKind> kinds, string request)
    {
        lock (_gate)
        {
            var entry = _entries.Find(each => kinds.Contains(each.Fault.Kind) && (each.Fault.Request is not { } pattern || Matches(pattern, request)));
            if (entry is null) return null;
            if (entry.Fault.Count > 0 && --entry.Left == 0) _entries.Remove(entry);
            return entry.Fault.Kind;
        }
    }

    private static bool Matches(string pattern, string request) =>
        Regex.IsMatch(request, "^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private Entry? Find(LabFaultKind kind, string? node) => _entries.Find(entry => entry.Fault.Kind == kind
        && (entry.Fault.Node is null || string.Equals(entry.Fault.Node, node, StringComparison.OrdinalIgnoreCase)));

    private sealed class Entry(LabFault fault)
    {
        public LabFault Fault { get; } = fault;

        public int Left { get; set; } = fault.Count;
    }
}

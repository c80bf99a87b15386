using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Drydock.Lab;

namespace Drydock.PowerShell.Binding;

/// <summary>
/// What <c>-Fault</c> takes: a <see cref="LabFault"/>, a text such as <c>BmcSilent:node07</c>, <c>MaasUnavailable</c>,
/// <c>MaasUnavailable::3</c> or <c>MaasAnswerLost::1:POST machines/*?op=deploy</c>, or a hashtable with Kind, Node, Count and Request.
/// </summary>
public sealed class LabFaultInput
{
    private static readonly string[] Keys = ["Kind", "Node", "Count", "Request"];

    /// <summary>A fault.</summary>
    /// <param name="fault">The fault.</param>
    public LabFaultInput(LabFault fault) => Fault = fault ?? throw new ArgumentNullException(nameof(fault));

    /// <summary>A fault as text: kind, node, count and request divided by colons.</summary>
    /// <param name="text">The text.</param>
    public LabFaultInput(string text)
    {
        var parts = (text ?? throw new ArgumentNullException(nameof(text))).Split([':'], 4);
        Fault = new LabFault(Kind(parts[0]), parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null, parts.Length > 2 ? Count(parts[2]) : 0)
        {
            Request = parts.Length > 3 && parts[3].Length > 0 ? parts[3] : null,
        };
    }

    /// <summary>A fault as a hashtable.</summary>
    /// <param name="table">Kind, and where needed Node, Count and Request.</param>
    public LabFaultInput(Hashtable table)
    {
        var unknown = (table ?? throw new ArgumentNullException(nameof(table))).Keys.Cast<object>().Select(key => key.ToString())
            .Where(key => !Keys.Contains(key, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count > 0) throw Wrong(string.Join(", ", unknown));
        Fault = new LabFault(Kind(table["Kind"]?.ToString() ?? ""), table["Node"]?.ToString(), Count(table["Count"]?.ToString() ?? "0"))
        {
            Request = table["Request"]?.ToString(),
        };
    }

    /// <summary>The fault.</summary>
    public LabFault Fault { get; }

    /// <inheritdoc/>
    public override string ToString() => Fault.ToString();

    private static LabFaultKind Kind(string text) =>
        Enum.TryParse<LabFaultKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(typeof(LabFaultKind), kind) ? kind : throw Wrong(text);

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw Wrong(text);

    private static PSInvalidCastException Wrong(string text) => new(
        $"'{text}' is no fault. Write kind:node, for example BmcSilent:node07, or @{{ Kind = 'MaasUnavailable'; Count = 3 }}. " +
        $"Kinds are {string.Join(", ", Enum.GetNames(typeof(LabFaultKind)))}.");
}

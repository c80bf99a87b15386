using System;
using System.Linq;
using System.Management.Automation;
using Drydock.Lab;

namespace Drydock.PowerShell.Binding;

/// <summary>What <c>-Latency</c> takes: a <see cref="LabLatency"/>, a text such as <c>region</c>, or three numbers.</summary>
public sealed class LabLatencyInput
{
    /// <summary>A latency.</summary>
    /// <param name="latency">The latency.</param>
    public LabLatencyInput(LabLatency latency) => Latency = latency ?? throw new ArgumentNullException(nameof(latency));

    /// <summary>A latency as text.</summary>
    /// <param name="text">The text.</param>
    public LabLatencyInput(string text) => Latency = Parse(text);

    /// <summary>Milliseconds a request, milliseconds a machine, workers.</summary>
    /// <param name="numbers">The numbers, as PowerShell reads <c>20,50,4</c>.</param>
    public LabLatencyInput(object[] numbers) =>
        Latency = Parse(string.Join(",", (numbers ?? throw new ArgumentNullException(nameof(numbers))).Select(number => LanguagePrimitives.ConvertTo<string>(number))));

    /// <summary>The latency.</summary>
    public LabLatency Latency { get; }

    /// <inheritdoc/>
    public override string ToString() => Latency.ToString();

    private static LabLatency Parse(string text)
    {
        try
        {
            return LabLatency.Parse(text);
        }
        catch (FormatException error)
        {
            throw new PSInvalidCastException(error.Message, error);
        }
    }
}

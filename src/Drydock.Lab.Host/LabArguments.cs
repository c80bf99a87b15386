using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace Drydock.Lab.Host;

/// <summary>The options that both commands have.</summary>
internal sealed class LabArguments
{
    public Option<int> Nodes { get; } = new("--nodes", "-n")
    {
        Description = "How many servers the lab has.",
        DefaultValueFactory = _ => 12,
    };

    public Option<double> TimeScale { get; } = new("--time-scale")
    {
        Description = "How many times faster than in life servers boot, commission and install.",
        DefaultValueFactory = _ => 60,
    };

    public Option<LabLatency> Latency { get; } = new("--latency")
    {
        Description = "How slow MAAS is: none, region, or milliseconds a request, milliseconds a machine and workers, as in 20,50,4.",
        DefaultValueFactory = _ => LabLatency.None,
        CustomParser = result =>
        {
            try
            {
                return LabLatency.Parse(result.Tokens[0].Value);
            }
            catch (FormatException error)
            {
                result.AddError(error.Message);
                return null;
            }
        },
    };

    public Option<LabFault[]> Faults { get; } = new("--fault")
    {
        Description = "What goes wrong: KIND=NODE, or for MAAS KIND=COUNT or KIND=COUNT@REQUEST. Kinds: " + string.Join(", ", Enum.GetNames<LabFaultKind>()) + ".",
        CustomParser = result => [.. result.Tokens.Select(token => Parse(token.Value, result)).OfType<LabFault>()],
    };

    public void AddTo(Command command)
    {
        Nodes.Validators.Add(result => Require(result, result.GetValue(Nodes) is >= 1 and <= 1000, "--nodes takes 1 to 1000."));
        TimeScale.Validators.Add(result => Require(result, result.GetValue(TimeScale) is >= 1 and <= 10000, "--time-scale takes 1 to 10000."));
        command.Options.Add(Nodes);
        command.Options.Add(TimeScale);
        command.Options.Add(Latency);
        command.Options.Add(Faults);
    }

    public LabOptions Read(ParseResult arguments) => new()
    {
        Nodes = arguments.GetValue(Nodes),
        TimeScale = arguments.GetValue(TimeScale),
        Latency = arguments.GetValue(Latency) ?? LabLatency.None,
        Faults = arguments.GetValue(Faults) ?? [],
    };

    private static LabFault? Parse(string text, ArgumentResult result)
    {
        var parts = text.Split('=', 2);
        if (!Enum.TryParse<LabFaultKind>(parts[0], ignoreCase: true, out var kind) || parts.Length < 2 || parts[1].Length == 0)
        {
            result.AddError($"'{text}' is no fault. Write KIND=NODE or KIND=COUNT, for example CommissioningFails=node-r1-02 or MaasUnavailable=3.");
            return null;
        }
        var (what, request) = parts[1].Split('@', 2) is [var before, var after] ? (before, after) : (parts[1], null);
        return int.TryParse(what, out var count) ? new LabFault(kind, Count: count) { Request = request } : new LabFault(kind, what);
    }

    private static void Require(OptionResult result, bool holds, string message)
    {
        if (!holds) result.AddError(message);
    }
}

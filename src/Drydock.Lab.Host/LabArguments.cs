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

    public Option<LabFault[]> Faults { get; } = new("--fault")
    {
        Description = "What goes wrong: KIND=NODE, or KIND=COUNT for MAAS. Kinds: " + string.Join(", ", Enum.GetNames<LabFaultKind>()) + ".",
        CustomParser = result => [.. result.Tokens.Select(token => Parse(token.Value, result)).OfType<LabFault>()],
    };

    public void AddTo(Command command)
    {
        Nodes.Validators.Add(result => Require(result, result.GetValue(Nodes) is >= 1 and <= 1000, "--nodes takes 1 to 1000."));
        TimeScale.Validators.Add(result => Require(result, result.GetValue(TimeScale) is >= 1 and <= 10000, "--time-scale takes 1 to 10000."));
        command.Options.Add(Nodes);
        command.Options.Add(TimeScale);
        command.Options.Add(Faults);
    }

    public LabOptions Read(ParseResult arguments) => new()
    {
        Nodes = arguments.GetValue(Nodes),
        TimeScale = arguments.GetValue(TimeScale),
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
        return int.TryParse(parts[1], out var count) ? new LabFault(kind, Count: count) : new LabFault(kind, parts[1]);
    }

    private static void Require(OptionResult result, bool holds, string message)
    {
        if (!holds) result.AddError(message);
    }
}

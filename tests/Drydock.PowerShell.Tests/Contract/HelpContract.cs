using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Drydock.PowerShell.Tests.Contract;

/// <summary>Help is complete, and says of parameters what the code says.</summary>
public sealed class HelpContract
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly Dictionary<string, XElement> Help = XDocument.Load(Path.Combine(Repository.Module, "en-US", "Drydock.PowerShell.dll-Help.xml"))
        .Descendants(Command + "command").ToDictionary(command => command.Element(Command + "details")!.Element(Command + "name")!.Value);

    public static TheoryData<string> Names => CmdletContract.Names;

    [Fact]
    public void Help_knows_the_cmdlets_and_no_other() =>
        Assert.Equal(Cmdlets.All.Select(cmdlet => cmdlet.Name), Help.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Synopsis_description_outputs_and_two_examples_are_there(string name)
    {
        var help = Help[name];
        Assert.NotEmpty(help.Element(Command + "details")!.Element(Maml + "description")!.Value.Trim());
        Assert.NotEmpty(help.Element(Maml + "description")!.Value.Trim());
        Assert.NotEmpty(help.Descendants(Command + "returnValue"));
        var examples = help.Descendants(Command + "example").ToList();
        Assert.True(examples.Count >= 2, name);
        Assert.All(examples, example => Assert.Contains(name, example.Element(Dev + "code")!.Value + help.Descendants(Dev + "code").First().Value));
        Assert.All(examples, example => Assert.NotEmpty(example.Element(Dev + "remarks")!.Value.Trim()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_are_described_as_they_are(string name)
    {
        var cmdlet = Cmdlets.Get(name);
        var described = Help[name].Element(Command + "parameters")!.Elements().ToDictionary(parameter => parameter.Element(Maml + "name")!.Value);
        var expected = cmdlet.Parameters.Select(parameter => parameter.Name)
            .Concat(cmdlet.SupportsShouldProcess ? ["WhatIf", "Confirm"] : Array.Empty<string>());
        Assert.Equal(expected.Order(StringComparer.Ordinal), described.Keys.Order(StringComparer.Ordinal));
        foreach (var parameter in cmdlet.Parameters)
        {
            var help = described[parameter.Name];
            Assert.NotEmpty(help.Element(Maml + "description")!.Value.Trim());
            Assert.Equal(
                (name, parameter.Name, TypeName(parameter.Type), parameter.Mandatory, Position(parameter), Pipeline(parameter), parameter.Wildcards, parameter.Aliases),
                (name, parameter.Name, help.Element(Dev + "type")!.Element(Maml + "name")!.Value, Says("required") == "true", Says("position"),
                    Says("pipelineInput"), Says("globbing") == "true", Says("aliases")));

            string Says(string what) => help.Attribute(what)!.Value;
        }
    }

    private static string Position(ParameterFacts parameter) =>
        parameter.Position < 0 ? "named" : parameter.Position.ToString(CultureInfo.InvariantCulture);

    private static string TypeName(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static string Pipeline(ParameterFacts parameter) => (parameter.ByValue, parameter.ByName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}

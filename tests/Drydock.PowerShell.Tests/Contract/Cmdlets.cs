using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Drydock.PowerShell.Commands;

namespace Drydock.PowerShell.Tests.Contract;

/// <summary>A cmdlet as its attributes describe it.</summary>
internal sealed record CmdletFacts(Type Type, string Verb, string Noun, bool SupportsShouldProcess, ConfirmImpact Impact, IReadOnlyList<ParameterFacts> Parameters)
{
    public string Name => Verb + "-" + Noun;
}

/// <summary>A parameter as the attributes of its property describe it; of several sets, the first.</summary>
internal sealed record ParameterFacts(
    string Name, Type Type, string Set, bool Mandatory, int Position, bool ByValue, bool ByName, bool Wildcards, string Aliases);

/// <summary>
/// The cmdlets of the assembly, and the names that the manifest exports. Attributes are read as metadata: PowerShell's
/// reference assembly has no code that would answer for them.
/// </summary>
internal static class Cmdlets
{
    public static IReadOnlyList<CmdletFacts> All { get; } = [.. typeof(SetNodeBootCommand).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && Find<CmdletAttribute>(type).Any()).Select(Describe).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

    public static IReadOnlyList<string> Exported { get; } = [.. Regex.Matches(
            Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "Drydock.psd1")), @"CmdletsToExport\s*=\s*@\(([^)]*)\)").Groups[1].Value,
            "'([^']+)'").Select(match => match.Groups[1].Value)];

    public static CmdletFacts Get(string name) => All.Single(cmdlet => cmdlet.Name == name);

    public static IEnumerable<CustomAttributeData> Find<T>(MemberInfo member) => member.CustomAttributes.Where(data => data.AttributeType == typeof(T));

    private static CmdletFacts Describe(Type type)
    {
        var data = Find<CmdletAttribute>(type).Single();
        return new CmdletFacts(
            type, (string)data.ConstructorArguments[0].Value!, (string)data.ConstructorArguments[1].Value!,
            Named(data, "SupportsShouldProcess", false), (ConfirmImpact)Named(data, "ConfirmImpact", (int)ConfirmImpact.Medium),
            [.. type.GetProperties().Where(property => Find<ParameterAttribute>(property).Any()).Select(Describe)]);
    }

    private static ParameterFacts Describe(PropertyInfo property)
    {
        var data = Find<ParameterAttribute>(property).First();
        var aliases = Find<AliasAttribute>(property).SelectMany(alias => (IReadOnlyList<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!);
        return new ParameterFacts(
            property.Name, property.PropertyType, Named(data, "ParameterSetName", ""), Named(data, "Mandatory", false), Named(data, "Position", -1),
            Named(data, "ValueFromPipeline", false), Named(data, "ValueFromPipelineByPropertyName", false),
            Find<SupportsWildcardsAttribute>(property).Any(), string.Join(", ", aliases.Select(alias => (string)alias.Value!).DefaultIfEmpty("none")));
    }

    private static T Named<T>(CustomAttributeData data, string name, T absent) =>
        data.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => (T)argument.TypedValue.Value!).DefaultIfEmpty(absent).First();
}

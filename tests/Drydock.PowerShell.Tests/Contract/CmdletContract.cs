using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using Drydock.Errors;

namespace Drydock.PowerShell.Tests.Contract;

/// <summary>What holds for every cmdlet.</summary>
public sealed class CmdletContract
{
    private static readonly HashSet<string> ReadingVerbs = ["Compare", "Get", "Test", "Import", "Connect", "Disconnect", "Wait"];

    public static TheoryData<string> Names => [.. Cmdlets.All.Select(cmdlet => cmdlet.Name)];

    [Fact]
    public void The_manifest_exports_the_assemblys_cmdlets_and_no_other() =>
        Assert.Equal(Cmdlets.All.Select(cmdlet => cmdlet.Name), Cmdlets.Exported);

    [Theory]
    [MemberData(nameof(Names))]
    public void Verbs_are_approved_and_nouns_singular(string name)
    {
        var cmdlet = Cmdlets.Get(name);
        Assert.Contains(cmdlet.Verb, ApprovedVerbs());
        Assert.False(cmdlet.Noun.EndsWith('s') && cmdlet.Noun != "Maas", name);
        Assert.Equal(cmdlet.Verb + cmdlet.Noun + "Command", cmdlet.Type.Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_are_declared(string name) => Assert.NotEmpty(Cmdlets.Find<OutputTypeAttribute>(Cmdlets.Get(name).Type));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_something_can_be_rehearsed(string name)
    {
        var cmdlet = Cmdlets.Get(name);
        Assert.Equal(!ReadingVerbs.Contains(cmdlet.Verb), cmdlet.SupportsShouldProcess);
        var destroysData = name is "Invoke-NodeDeploy" or "Invoke-NodeDestroy" or "Remove-MaasMachine";
        Assert.Equal(destroysData, cmdlet.SupportsShouldProcess && cmdlet.Impact == ConfirmImpact.High);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Secrets_are_never_plain_text(string name)
    {
        foreach (var parameter in Cmdlets.Get(name).Parameters)
        {
            if (parameter.Name.StartsWith("Public", StringComparison.Ordinal)) continue;
            if (parameter.Name.Contains("Key", StringComparison.Ordinal) || parameter.Name.Contains("Password", StringComparison.Ordinal))
                Assert.Equal(typeof(SecureString), parameter.Type);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void At_most_one_parameter_takes_whole_pipeline_objects(string name)
    {
        var sets = Cmdlets.Get(name).Parameters.Where(parameter => parameter.ByValue).GroupBy(parameter => parameter.Set);
        Assert.All(sets, set => Assert.Single(set));
    }

    /// <summary>PowerShell loads cmdlet types before the module can say where Core lies.</summary>
    [Fact]
    public void No_type_of_the_isolated_assemblies_is_needed_to_load_a_cmdlet()
    {
        HashSet<string> allowed = ["netstandard", "System.Private.CoreLib", "System.Management.Automation", "Drydock.Abstractions", "Drydock.PowerShell"];
        foreach (var type in Cmdlets.All.Select(cmdlet => cmdlet.Type))
        {
            for (var level = type; level != typeof(PSCmdlet); level = level!.BaseType)
            {
                const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
                var used = level!.GetFields(All).Select(field => field.FieldType)
                    .Concat(level.GetProperties(All).Select(property => property.PropertyType))
                    .Concat(level.GetMethods(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
                    .Concat(level.GetCustomAttributesData().Select(attribute => attribute.AttributeType)).Append(level.BaseType!);
                Assert.All(used.SelectMany(Parts), part => Assert.True(
                    allowed.Contains(part.Assembly.GetName().Name!) || part.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal),
                    $"{level.Name} uses {part.FullName} of {part.Assembly.GetName().Name}."));
            }
        }
    }

    [Fact]
    public void Every_kind_of_error_is_a_category_of_PowerShell() =>
        Assert.All(Enum.GetNames<ErrorKind>(), kind => Assert.True(Enum.TryParse<ErrorCategory>(kind, out _), kind));

    private static HashSet<string> ApprovedVerbs() =>
    [
        .. new[]
        {
            typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic),
            typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity),
        }.SelectMany(verbs => verbs.GetFields()).Select(field => field.Name),
    ];

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericParameter ? [] : type.HasElementType ? Parts(type.GetElementType()!) : [type, .. type.GetGenericArguments().SelectMany(Parts)];
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Design;

namespace Drydock.Core.Design.Compilation;

/// <summary>
/// Resolves kernel parameters that refer to the hardware profile: <c>hardwareprofile:cpuset.NAME</c>,
/// <c>hardwareprofile:hugepages.NAME.size</c> and <c>hardwareprofile:hugepages.NAME.count</c>.
/// </summary>
internal static class KernelParameters
{
    private const string Prefix = "hardwareprofile:";

    /// <summary>The parameters with references resolved; a reference to nothing stays as written.</summary>
    /// <param name="parameters">The effective parameters.</param>
    /// <param name="hardware">The hardware profile.</param>
    /// <param name="unresolved">Is told the name of a parameter whose reference leads nowhere.</param>
    public static TextMap Resolve(TextMap parameters, HardwareProfile hardware, Action<string> unresolved)
    {
        if (!parameters.Values.Any(IsReference)) return parameters;
        return new TextMap(parameters.Select(parameter =>
        {
            if (!IsReference(parameter.Value)) return parameter;
            if (Value(parameter.Value.Substring(Prefix.Length), hardware) is { } value)
                return new KeyValuePair<string, string>(parameter.Key, value);
            unresolved(parameter.Key);
            return parameter;
        }));
    }

    private static bool IsReference(string value) => value.StartsWith(Prefix, StringComparison.Ordinal);

    private static string? Value(string reference, HardwareProfile hardware)
    {
        var dot = reference.IndexOf('.');
        if (dot < 0) return null;
        var (kind, name) = (reference.Substring(0, dot), reference.Substring(dot + 1));
        if (kind == "cpuset") return hardware.CpuSets.Find(name);
        var last = name.LastIndexOf('.');
        if (kind != "hugepages" || last < 0) return null;
        var pages = hardware.HugePages.FirstOrDefault(item => item.Name == name.Substring(0, last));
        return name.Substring(last + 1) switch
        {
            "size" => pages?.Size,
            "count" => pages?.Count.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}

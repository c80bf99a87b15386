using System.Management.Automation;
using Drydock.Drivers;
using Drydock.Lab;
using Drydock.Maas;
using Drydock.Results;

namespace Drydock.PowerShell.Base;

/// <summary>Gives objects that are known by an interface its name, by which views find them whatever class they are.</summary>
internal static class ViewNames
{
    /// <summary>A session to be written.</summary>
    public static PSObject Named(this IMaasSession session) => Named(session, typeof(IMaasSession).FullName!);

    /// <summary>A lab to be written.</summary>
    public static PSObject Named(this ILab lab) => Named(lab, typeof(ILab).FullName!);

    /// <summary>A result to be written: what BMCs say has a view of its own.</summary>
    public static PSObject Named(this NodeActionResult result) => result.Action switch
    {
        ActionNames.ValidateOobServices => Named(result, typeof(NodeActionResult).FullName + "#OobCheck"),
        ActionNames.InterrogateOob => Named(result, typeof(NodeActionResult).FullName + "#Oob"),
        _ => PSObject.AsPSObject(result),
    };

    private static PSObject Named(object value, string name)
    {
        var wrapped = PSObject.AsPSObject(value);
        if (!wrapped.TypeNames.Contains(name)) wrapped.TypeNames.Insert(0, name);
        return wrapped;
    }
}

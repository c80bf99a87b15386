using Drydock.Design;

namespace Drydock.Drivers.Oob.Ipmi.Crypto;

/// <summary>Privilege levels (IPMI 2.0, 6.8).</summary>
public enum Privilege : byte
{
    /// <summary>May read.</summary>
    User = 2,

    /// <summary>May switch power and set boot options: enough for Drydock.</summary>
    Operator = 3,

    /// <summary>May configure the BMC.</summary>
    Administrator = 4,
}

/// <summary>The privilege that the design asks for.</summary>
public static class Privileges
{
    /// <summary>IPMI's level; operator where the design does not say.</summary>
    /// <param name="asked"><c>oob.privilege</c>.</param>
    public static Privilege Of(OobPrivilege? asked) => asked switch
    {
        OobPrivilege.User => Privilege.User,
        OobPrivilege.Administrator => Privilege.Administrator,
        _ => Privilege.Operator,
    };
}

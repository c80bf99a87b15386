namespace Drydock.Drivers.Oob.Ipmi.Crypto;

/// <summary>Privilege levels (IPMI 2.0, 6.8).</summary>
public enum Privilege : byte
{
    /// <summary>May read.</summary>
    User = 2,

    /// <summary>May switch power and set boot options: enough for Drydock.</summary>
    Operator = 3,
}

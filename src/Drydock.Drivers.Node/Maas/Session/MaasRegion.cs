using System;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>A region, and who is logged in there.</summary>
/// <param name="Url">The region's URL.</param>
/// <param name="UserName">The account.</param>
/// <param name="IsAdministrator">Whether the account is an administrator's.</param>
/// <param name="Version">MAAS's version.</param>
public sealed record MaasRegion(Uri Url, string UserName, bool IsAdministrator, string Version);

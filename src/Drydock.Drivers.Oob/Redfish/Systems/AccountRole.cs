using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Redfish.Http;

namespace Drydock.Drivers.Oob.Redfish.Systems;

/// <summary>The role of an account (DSP0268, ManagerAccount), as far as the BMC lets the account see it.</summary>
internal static class AccountRole
{
    /// <summary>BMCs have about this many accounts; more are not asked for.</summary>
    private const int MaxAccounts = 20;

    public static async Task<string?> FindAsync(RedfishService service, string account, CancellationToken cancel)
    {
        if (service.Roles is { } roles) return roles;
        var accounts = await service.TryReadAsync(Json.Link(service.Root, "AccountService"), cancel);
        var list = await service.TryReadAsync(Json.Link(accounts, "Accounts"), cancel);
        foreach (var link in Json.Links(list, "Members").Take(MaxAccounts))
        {
            var entry = await service.TryReadAsync(link, cancel);
            if (string.Equals(Json.Text(entry, "UserName"), account, StringComparison.Ordinal)) return Json.Text(entry, "RoleId");
        }

        return null;
    }
}

using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>ipranges/</c> and <c>ipranges/{id}/</c>.</summary>
internal static class IpRangeHandlers
{
    private const string BothNeeded = "Start IP address and end IP address are both required.";

    public static void Map(Router router)
    {
        router.Map("ipranges/")
            .Get(call => MaasReply.Json(new JArray(call.Region.IpRanges.Values.Select(range => range.Json()))))
            .Post(Create);
        router.Map("ipranges/{id}/").Get(call => MaasReply.Json(Find(call).Json())).Put(Update).Delete(Delete);
    }

    private static IpRange Find(MaasCall call) =>
        call.Region.IpRanges.TryGetValue(call.PathId("id"), out var range) ? range : throw MaasError.NotFound("IPRange");

    private static MaasReply Create(MaasCall call)
    {
        var form = call.Form;
        var kind = form.RequiredText("type");
        form.Choice("type", ["reserved", "dynamic"]);
        if (kind == "dynamic" && !call.User.IsSuperuser)
            throw MaasError.Forbidden("Unable to create dynamic IP range. You don't have sufficient privileges.");
        var start = Address(form, "start_ip");
        var end = Address(form, "end_ip");
        var subnet = FindSubnet(call, start);
        if (subnet is null) form.Error("subnet", Form.Required);
        CheckPresent(form, start, end);
        form.Check();
        CheckRange(call, kind, subnet!, start!.Value, end!.Value, null);
        var range = new IpRange
        {
            Id = call.Region.NextId("iprange"),
            Kind = kind,
            Subnet = subnet!,
            Start = start.Value,
            End = end.Value,
            User = call.User,
            Comment = form.Text("comment") ?? "",
        };
        call.Region.IpRanges.Add(range.Id, range);
        return MaasReply.Json(range.Json());
    }

    private static MaasReply Update(MaasCall call)
    {
        var range = Find(call);
        if (!call.User.IsSuperuser && range.User != call.User)
            throw MaasError.Forbidden("Unable to modify IP range. You don't own the IP range.");
        var start = call.Form.HasText("start_ip") ? Address(call.Form, "start_ip") : range.Start;
        var end = call.Form.HasText("end_ip") ? Address(call.Form, "end_ip") : range.End;
        call.Form.Check();
        CheckRange(call, range.Kind, range.Subnet, start!.Value, end!.Value, range);
        (range.Start, range.End) = (start.Value, end.Value);
        if (call.Form.Has("comment")) range.Comment = call.Form.Text("comment")!;
        return MaasReply.Json(range.Json());
    }

    private static MaasReply Delete(MaasCall call)
    {
        var range = Find(call);
        if (!call.User.IsSuperuser && range.User != call.User)
            throw MaasError.Forbidden("Unable to delete IP range. You don't own the IP range.");
        call.Region.IpRanges.Remove(range.Id);
        return MaasReply.NoContent();
    }

    private static IpNumber? Address(Form form, string field)
    {
        if (form.RequiredText(field) is not { Length: > 0 } text) return null;
        var address = IpNumber.Parse(text);
        if (address is null) form.Error(field, "Enter a valid IPv4 or IPv6 address.");
        return address;
    }

    private static void CheckPresent(Form form, IpNumber? start, IpNumber? end)
    {
        if (start is not null && end is not null) return;
        form.Error("start_ip", BothNeeded);
        form.Error("end_ip", BothNeeded);
    }

    private static Subnet? FindSubnet(MaasCall call, IpNumber? start) =>
        call.Form.HasText("subnet") ? SubnetHandlers.Resolve(call.Region.Subnets.Values, call.Form.Text("subnet")!)
        : start is { } address ? call.Region.Subnets.Values.Where(subnet => subnet.Network.Contains(address)).OrderByDescending(subnet => subnet.Network.PrefixLength).FirstOrDefault()
        : null;

    private static void CheckRange(MaasCall call, string kind, Subnet subnet, IpNumber start, IpNumber end, IpRange? self)
    {
        var form = call.Form;
        if (end < start) throw MaasError.Field("end_ip", "End IP address must not be less than Start IP address.");
        if (!subnet.Network.Contains(start)) form.Error("start_ip", "IP addresses must be within subnet: " + subnet.Network + ".");
        if (!subnet.Network.Contains(end)) form.Error("end_ip", "IP addresses must be within subnet: " + subnet.Network + ".");
        form.Check();

        var clash = call.Region.RangesOf(subnet).Any(other => other != self && other.Start <= end && start <= other.End);
        if (kind == "dynamic")
        {
            clash |= call.Region.Holders(subnet).Any(holder => holder.Link.Address >= start && holder.Link.Address <= end);
            clash |= subnet.Gateway is { } gateway && gateway >= start && gateway <= end;
        }

        if (!clash) return;
        var message = kind == "dynamic" ? "Requested dynamic range conflicts with an existing IP address or range." : "Requested reserved range conflicts with an existing range.";
        form.Error("start_ip", message);
        form.Error("end_ip", message);
        form.Check();
    }
}

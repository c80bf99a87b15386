using System.Linq;
using Drydock.Drivers.Oob.Redfish.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Tests.Redfish;

/// <summary>Shapes in which BMCs say what went wrong.</summary>
public sealed class ExtendedInfoTests
{
    [Theory]
    [InlineData("""{"error":{"code":"c","message":"m","@Message.ExtendedInfo":[{"MessageId":"A.1","Message":"One."},{"MessageId":"A.2"}]}}""", "One. (A.1)|A.2")]
    [InlineData("""{"error":{"@Message.ExtendedInfo":{"MessageId":"A.1","Message":"One."}}}""", "One. (A.1)")]
    [InlineData("""{"@Message.ExtendedInfo":[{"Message":"One."}]}""", "One.")]
    [InlineData("""{"error":{"@Message.ExtendedInfo":["One.",7,null,{"Message":null}]}}""", "One.")]
    [InlineData("""{"Boot":{"BootSourceOverrideMode@Message.ExtendedInfo":[{"MessageId":"A.1","Message":"Read only."}]}}""", "Read only. (A.1)")]
    [InlineData("""{"error":{"details":[{"inner":{"@Message.ExtendedInfo":[{"Message":"Deep."}]}}]}}""", "Deep.")]
    [InlineData("""{"Messages":[{"MessageID":"iLO.0.10.InvalidOperation"}],"Type":"ExtendedError.1.0.0"}""", "iLO.0.10.InvalidOperation")]
    [InlineData("""{"error":{"@Message.ExtendedInfo":[{"Message":"%1 is no %2.","MessageArgs":["Pxe",5]}]}}""", "Pxe is no 5.")]
    [InlineData("""{"error":{"@Message.ExtendedInfo":[{"Message":"Twice."},{"Message":"Twice."}]}}""", "Twice.")]
    [InlineData("""{"error":{"@Message.ExtendedInfo":[]}}""", "")]
    [InlineData("""{"error":"plain"}""", "")]
    public void Messages_are_found_wherever_they_are(string body, string messages) =>
        Assert.Equal(messages, string.Join('|', ExtendedInfo.Find(JObject.Parse(body)).Select(message => message.ToString())));
}

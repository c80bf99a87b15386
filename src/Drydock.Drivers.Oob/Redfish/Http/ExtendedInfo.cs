using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Http;

/// <summary>
/// What a BMC says went wrong (DSP0266, 8.6), wherever it puts it: below <c>error</c>, beside it, at a property, as one
/// object in place of a list, as plain text, or as the older <c>Messages</c> with <c>MessageID</c>.
/// </summary>
public static class ExtendedInfo
{
    private const string Annotation = "@Message.ExtendedInfo";
    private const int MaxDepth = 6;

    /// <summary>All messages of an answer, in their order; several times the same is one.</summary>
    /// <param name="body">The answer's body.</param>
    public static IReadOnlyList<RedfishMessage> Find(JObject body)
    {
        var found = new List<RedfishMessage>();
        Collect(body, found, 0);
        return [.. found.Distinct()];
    }

    private static void Collect(JToken token, List<RedfishMessage> found, int depth)
    {
        if (depth > MaxDepth) return;
        if (token is not JObject parent)
        {
            foreach (var child in token.Children()) Collect(child, found, depth + 1);
            return;
        }

        foreach (var property in parent.Properties())
        {
            if (property.Name.EndsWith(Annotation, StringComparison.Ordinal) || property.Name == "Messages")
                found.AddRange((property.Value as JArray ?? [property.Value]).Select(Read).OfType<RedfishMessage>());
            else Collect(property.Value, found, depth + 1);
        }
    }

    private static RedfishMessage? Read(JToken info)
    {
        if (info is JValue { Value: string plain }) return plain.Trim() is { Length: > 0 } said ? new("", said) : null;
        if (info is not JObject message) return null;
        var id = Json.Text(message, "MessageId") ?? Json.Text(message, "MessageID") ?? "";
        var text = Fill(Json.Text(message, "Message") ?? "", message["MessageArgs"] as JArray);
        return id.Length + text.Length == 0 ? null : new(id, text);
    }

    /// <summary>Some BMCs send a registry's template and leave the arguments to the reader.</summary>
    private static string Fill(string text, JArray? arguments)
    {
        for (var index = arguments?.Count ?? 0; index > 0; index--)
            text = text.Replace("%" + index.ToString(CultureInfo.InvariantCulture), arguments![index - 1].ToString());
        return text;
    }
}

/// <summary>A message of a BMC.</summary>
/// <param name="Id">Its id in a registry, for example <c>Base.1.8.PropertyValueNotInList</c>; may be empty.</param>
/// <param name="Text">The text; may be empty.</param>
public sealed record RedfishMessage(string Id, string Text)
{
    /// <summary>Text and id, as far as there are.</summary>
    public override string ToString() => Text.Length == 0 ? Id : Id.Length == 0 ? Text : $"{Text} ({Id})";
}

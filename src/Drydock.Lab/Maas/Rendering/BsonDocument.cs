using System.IO;
using System.Text;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>A BSON document of binary values (bsonspec.org, version 1.1), as <c>op=details</c> answers.</summary>
internal static class BsonDocument
{
    private const byte BinaryElement = 0x05;
    private const byte GenericSubtype = 0x00;

    public static byte[] Of(params (string Name, string? Text)[] values)
    {
        using var elements = new MemoryStream();
        using var writer = new BinaryWriter(elements);
        foreach (var (name, text) in values)
        {
            if (text is null) continue;
            var content = Encoding.UTF8.GetBytes(text);
            writer.Write(BinaryElement);
            writer.Write(Encoding.UTF8.GetBytes(name));
            writer.Write((byte)0);
            writer.Write(content.Length);
            writer.Write(GenericSubtype);
            writer.Write(content);
        }

        writer.Flush();
        using var document = new MemoryStream();
        using var outer = new BinaryWriter(document);
        outer.Write((int)elements.Length + 5);
        outer.Write(elements.ToArray());
        outer.Write((byte)0);
        outer.Flush();
        return document.ToArray();
    }
}

using System;
using System.Collections.Generic;
using System.Text;

namespace Drydock.Core.BootActions;

/// <summary>
/// Passes an asset's content through its steps: <c>template</c> renders a text, <c>base64_encode</c> and
/// <c>base64_decode</c> turn bytes to and from their Base64 form, <c>utf8_encode</c> and <c>utf8_decode</c> texts to and
/// from bytes.
/// </summary>
public static class AssetPipeline
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The content after all steps.</summary>
    /// <param name="content">The content.</param>
    /// <param name="steps">The steps' names, in order.</param>
    /// <param name="values">What templates can name.</param>
    /// <exception cref="FormatException">A step is not known, or the content is not what it needs.</exception>
    public static byte[] Run(byte[] content, IEnumerable<string> steps, IReadOnlyDictionary<string, object?> values)
    {
        foreach (var step in steps) content = Step(content, step, values);
        return content;
    }

    private static byte[] Step(byte[] content, string step, IReadOnlyDictionary<string, object?> values) => step switch
    {
        "template" => Strict.GetBytes(Template.Parse(Text(content)).Render(values)),
        "base64_encode" => Strict.GetBytes(Convert.ToBase64String(content)),
        "base64_decode" => Convert.FromBase64String(Text(content).Trim()),
        // Content is bytes throughout, a text its UTF-8, so that these only check.
        "utf8_encode" => content,
        "utf8_decode" => Strict.GetBytes(Text(content)),
        _ => throw new FormatException($"'{step}' is no pipeline step that is known"),
    };

    private static string Text(byte[] content)
    {
        try
        {
            return Strict.GetString(content);
        }
        catch (ArgumentException)
        {
            throw new FormatException("the content is no UTF-8 text");
        }
    }
}

using System.Linq;
using System.Text;
using Drydock.Lab.Http;

namespace Drydock.Lab.Tests.Http;

public sealed class LabHttpFormTests
{
    [Fact]
    public void Urlencoded_fields_keep_order_and_repetition()
    {
        var form = LabHttpForm.Parse("application/x-www-form-urlencoded; charset=utf-8", Encoding.UTF8.GetBytes("a=1&b=x%26y&a=2+3&c"));
        Assert.Equal(["a=1", "b=x&y", "a=2 3", "c="], form.Fields.Select(field => field.Key + "=" + field.Value));
        Assert.Equal(["1", "2 3"], form.Values("a"));
        Assert.Equal("1", form.Value("a"));
        Assert.Null(form.Value("z"));
    }

    [Fact]
    public void Multipart_fields_and_files_are_read_with_their_encoding()
    {
        var body = "preamble\r\n--B1\r\nContent-Disposition: form-data; name=\"plain\"\r\n\r\ntwo\r\nlines\r\n" +
            "--B1\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name=\"b64\"\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n\r\nw6Q=\r\n" +
            "--B1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n\u00ff\u0000--B\r\n--B1--\r\n";
        var form = LabHttpForm.Parse("multipart/form-data; boundary=\"B1\"", Encoding.Latin1.GetBytes(body));
        Assert.Equal(["plain=two\r\nlines", "b64=ä"], form.Fields.Select(field => field.Key + "=" + field.Value));
        var file = Assert.Single(form.Files);
        Assert.Equal(("file", "f.bin", "application/octet-stream"), (file.Name, file.FileName, file.ContentType));
        Assert.Equal([0xFF, 0x00, 0x2D, 0x2D, 0x42], file.Content);
    }

    [Theory]
    [InlineData("multipart/form-data", "--B\r\n\r\n")]
    [InlineData("multipart/form-data; boundary=B", "nothing")]
    [InlineData("multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name=a\r\n\r\nx")]
    [InlineData("multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--")]
    [InlineData("multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--B--")]
    public void Broken_bodies_are_refused(string contentType, string body)
    {
        var error = Assert.Throws<BadRequestException>(() => LabHttpForm.Parse(contentType, Encoding.Latin1.GetBytes(body)));
        Assert.Equal(400, error.Status);
    }

    [Fact]
    public void Other_content_is_no_form() => Assert.Empty(LabHttpForm.Parse("application/json", [0x7B, 0x7D]).Fields);
}

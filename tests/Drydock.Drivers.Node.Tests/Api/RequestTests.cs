using System;
using System.Linq;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Tests.Api;

public sealed class RequestTests
{
    [Fact]
    public void The_header_signs_in_plain_text_with_an_empty_consumer_secret()
    {
        var header = MaasApiKey.Parse(new Secret("consumer:token:s+cret")).Authorization("n0nce", DateTimeOffset.FromUnixTimeSeconds(1700000000));
        Assert.Equal("OAuth realm=\"\", oauth_version=\"1.0\", oauth_nonce=\"n0nce\", oauth_timestamp=\"1700000000\", "
            + "oauth_consumer_key=\"consumer\", oauth_token=\"token\", oauth_signature_method=\"PLAINTEXT\", "
            + "oauth_signature=\"%26s%252Bcret\"", header);
    }

    [Theory]
    [InlineData("")]
    [InlineData("only-one")]
    [InlineData("a:b")]
    [InlineData("a::c")]
    [InlineData("a:b:c:d")]
    public void A_key_of_other_than_three_parts_is_refused_without_being_quoted(string key)
    {
        var error = Assert.Throws<DrydockException>(() => MaasApiKey.Parse(new Secret(key)));
        Assert.Same(ErrorCatalogue.MaasAuthenticationFailed, error.Error);
        if (key.Length > 0) Assert.DoesNotContain(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_does_not_print_itself() => Assert.Equal("***", MaasApiKey.Parse(new Secret("a:b:c")).ToString());

    [Fact]
    public void Forms_repeat_lists_keep_order_and_escape()
    {
        var form = new MaasForm().Add("name", "bond 0").Add("parents", [3, 5]).Add("size", 100_000_000_000L).Add("bootable", true)
            .Add("relay_vlan", "").Add("opts", "a=b&c;ü");
        Assert.Equal("name=bond%200&parents=3&parents=5&size=100000000000&bootable=true&relay_vlan=&opts=a%3Db%26c%3B%C3%BC", form.Encode());
    }

    [Fact]
    public void Forms_take_texts_beyond_the_platform_limit()
    {
        var text = string.Concat(Enumerable.Repeat("ü😀", 40_000));
        var encoded = new MaasForm().Add("t", text).Encode();
        Assert.Equal(text, Uri.UnescapeDataString(encoded.AsSpan(2)));
    }

    [Theory]
    [InlineData("http://maas:5240/MAAS", "http://maas:5240/MAAS/api/2.0/")]
    [InlineData("http://maas:5240/MAAS/", "http://maas:5240/MAAS/api/2.0/")]
    [InlineData("http://maas:5240//MAAS//", "http://maas:5240/MAAS/api/2.0/")]
    [InlineData("http://maas:5240/MAAS/api/2.0", "http://maas:5240/MAAS/api/2.0/")]
    [InlineData("http://maas:5240/MAAS/api/2.0/", "http://maas:5240/MAAS/api/2.0/")]
    [InlineData("http://maas:5240", "http://maas:5240/MAAS/api/2.0/")]
    [InlineData("https://proxy.example/region/MAAS?x=1", "https://proxy.example/region/MAAS/api/2.0/")]
    public void Urls_are_taken_as_people_write_them(string given, string root) => Assert.Equal(root, MaasUrl.ApiRoot(new Uri(given)).AbsoluteUri);

    [Theory]
    [InlineData("machines/4dpwwg/", "machines/4dpwwg/")]
    [InlineData("/machines/", "machines/")]
    [InlineData("/MAAS/api/2.0/machines/4dpwwg/", "machines/4dpwwg/")]
    [InlineData("/region/MAAS/api/2.0/tags/a..b/", "tags/a..b/")]
    [InlineData("/MAAS/api/2.0/events/?op=query&after=141", "events/?op=query&after=141")]
    [InlineData("subnets/cidr:10.0.0.0/24/", "subnets/cidr:10.0.0.0/24/")]
    public void Paths_are_taken_as_resource_uris_too(string given, string below) => Assert.Equal(below, MaasUrl.BelowRoot(given));

    [Theory]
    [InlineData("http://elsewhere.example/x")]
    [InlineData("//elsewhere.example:80/../x")]
    [InlineData("../../x")]
    [InlineData("machines/%2e%2e/%2E./x")]
    [InlineData("machines/..")]
    [InlineData("machines\\..\\..\\x")]
    public void Paths_that_lead_out_of_the_api_do_not_get_the_key(string given)
    {
        var error = Assert.Throws<DrydockException>(() => MaasUrl.BelowRoot(given));
        Assert.Equal("Drydock.Maas.Invalid", error.Error.Id);
        Assert.Contains("/MAAS/api/2.0/", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://maas/MAAS")]
    [InlineData("maas:5240")]
    [InlineData("/MAAS")]
    public void Other_urls_are_refused(string given) =>
        Assert.Contains(given, Assert.Throws<DrydockException>(() => MaasUrl.ApiRoot(new Uri(given, UriKind.RelativeOrAbsolute))).Message,
            StringComparison.Ordinal);
}

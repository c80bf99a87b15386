using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.Design;
using Drydock.Errors;

namespace Drydock.Core.Tests.Design;

public sealed class SiteFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "drydock-" + Guid.NewGuid().ToString("N"))).FullName;

    public SiteFilesTests()
    {
        foreach (var file in new[] { "b.yaml", "a.yml", "notes.txt", "x/c.yaml", "x/deep/d.YAML", "y/c.yaml", "y/e[1].yaml" })
        {
            var path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "a.yml b.yaml x/c.yaml x/deep/d.YAML y/c.yaml y/e[1].yaml")]
    [InlineData("notes.txt", "notes.txt")]
    [InlineData("*.yaml", "b.yaml")]
    [InlineData("?.y*", "a.yml b.yaml")]
    [InlineData("*/c.yaml", "x/c.yaml y/c.yaml")]
    [InlineData("[x-z]/c.yaml", "x/c.yaml y/c.yaml")]
    [InlineData("x/*", "x/c.yaml x/deep/d.YAML")]
    [InlineData("**/c.yaml", "x/c.yaml y/c.yaml")]
    [InlineData("**/*.yaml", "b.yaml x/c.yaml y/c.yaml y/e[1].yaml")]
    [InlineData("y/e[1].yaml", "y/e[1].yaml")]
    public void Paths_name_files_folders_and_wildcards(string path, string expected)
    {
        var found = SiteFiles.Find([Path.Combine(_folder, path)]).Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'));

        Assert.Equal(expected.Split(' '), found);
    }

    [Fact]
    public async Task Texts_are_read_in_the_order_of_the_paths_and_once()
    {
        var sources = await SiteFiles.ReadAsync([Path.Combine(_folder, "y"), _folder], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(["y/c.yaml", "y/e[1].yaml", "a.yml", "b.yaml", "x/c.yaml", "x/deep/d.YAML"], sources.Select(source => source.Text));
        Assert.Equal(Path.Combine(_folder, "y", "c.yaml"), sources[0].File);
    }

    [Theory]
    [InlineData("gone.yaml", "There is no file or folder")]
    [InlineData("*.json", "Nothing matches")]
    [InlineData("gone/*.yaml", "Nothing matches")]
    public void What_is_not_there_is_named(string path, string message)
    {
        var full = Path.Combine(_folder, path);

        var error = Assert.Throws<DrydockException>(() => SiteFiles.Find([full]));

        Assert.Same(ErrorCatalogue.DesignNotFound, error.Error);
        Assert.Equal(full, error.Target);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(full, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_documents_is_an_error()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;

        Assert.Same(ErrorCatalogue.DesignNotFound, Assert.Throws<DrydockException>(() => SiteFiles.Find([empty])).Error);
    }

    [Fact]
    public async Task Reading_ends_when_it_is_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            SiteFiles.ReadAsync([_folder], new CancellationToken(canceled: true)).WaitAsync(TimeSpan.FromSeconds(30)));
}

using CadreWatch.Grains.Contracts;
using CadreWatch.Silo.Attachments;

namespace CadreWatch.Silo.Tests.Attachments;

public sealed class AttachmentStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cadre-watch-attachments-").FullName;

    private AttachmentStore Store => new(folder);

    [Fact]
    public async Task SameBytesTwice_AreOneFile_AndComeBackAsTheyWere()
    {
        var bytes = "%PDF-1.7 示例"u8.ToArray();
        var kept = Assert.IsType<Attachment>(await Store.PutAsync(bytes, default));
        Assert.Equal(kept, await Store.PutAsync(bytes, default));
        Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        var found = (await Store.FindAsync(kept.Hash, default))!.Value;
        Assert.Equal(bytes, found.Bytes);
        Assert.Equal("application/pdf", found.MediaType);
    }

    [Theory]
    [InlineData("", "fileEmpty")]
    [InlineData("<html><script>", "fileTypeUnknown")]
    [InlineData("PK\u0003\u0004", "fileTypeUnknown")]
    public async Task FileThatIsNoScan_IsRefused_AndLeavesNothing(string content, string rule)
    {
        Assert.Equal(rule, Assert.IsType<Refusal>(await Store.PutAsync(System.Text.Encoding.UTF8.GetBytes(content), default)).Rule);
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task FileOverTheLimit_IsRefused()
    {
        var bytes = new byte[AttachmentStore.Limit + 1];
        "%PDF-"u8.CopyTo(bytes);
        Assert.Equal("fileTooLarge", Assert.IsType<Refusal>(await Store.PutAsync(bytes, default)).Rule);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../../../../../../../../../../../../../../../../../../../../etc/passwd")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task NameThatIsNoHashOrUnknown_FindsNothing(string name) => Assert.Null(await Store.FindAsync(name, default));

    [Fact]
    public async Task FileThatWasChanged_IsNotHandedOut()
    {
        var kept = Assert.IsType<Attachment>(await Store.PutAsync("%PDF-1.7"u8.ToArray(), default));
        await File.WriteAllTextAsync(Directory.GetFiles(folder, "*", SearchOption.AllDirectories)[0], "%PDF-1.4");
        await Assert.ThrowsAsync<InvalidDataException>(() => Store.FindAsync(kept.Hash, default));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

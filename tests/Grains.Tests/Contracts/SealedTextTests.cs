using System.Text;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Tests.Contracts;

public sealed class SealedTextTests
{
    [Fact]
    public void LoneSurrogate_IsRefused() => Assert.Throws<EncoderFallbackException>(() => SealedText.Of("a\ud800b", new byte[16]));

    [Fact]
    public void Text_ComesBackByteForByte() => Assert.Equal("周某😀", Encoding.UTF8.GetString(SealedText.Of("周某😀", new byte[16]).Bytes.Span));
}

using System.Buffers.Text;
using System.Security.Cryptography;
using CadreWatch.Web.Board;

namespace CadreWatch.Web.Tests.Board;

public sealed class CursorSealTests
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void SealedText_OpensAfterARestart()
    {
        string text;
        using (var before = new CursorSeal(key)) text = before.Seal("stream", "hello"u8);
        using var after = new CursorSeal(key);
        Assert.True(after.TryOpen("stream", text, out var plain));
        Assert.Equal("hello"u8.ToArray(), plain);
    }

    [Fact]
    public void AnyChangedByte_DoesNotOpen()
    {
        using var seal = new CursorSeal(key);
        var token = Base64Url.DecodeFromChars(seal.Seal("stream", "hello"u8));
        for (var i = 0; i < token.Length; i++)
        {
            var forged = (byte[])token.Clone();
            forged[i] ^= 1;
            Assert.False(seal.TryOpen("stream", Base64Url.EncodeToString(forged), out _), $"byte {i}");
        }
    }

    [Fact]
    public void OtherPurposeOrOtherKey_DoesNotOpen()
    {
        using var seal = new CursorSeal(key);
        using var other = new CursorSeal(RandomNumberGenerator.GetBytes(32));
        var text = seal.Seal("stream", "hello"u8);
        Assert.False(seal.TryOpen("page", text, out _));
        Assert.False(other.TryOpen("stream", text, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("!!")]
    [InlineData("AAAA")]
    public void WhatIsNoCursor_DoesNotOpen(string? text)
    {
        using var seal = new CursorSeal(key);
        Assert.False(seal.TryOpen("stream", text, out _));
    }

    [Fact]
    public void SameText_IsSealedDifferentlyEachTime()
    {
        using var seal = new CursorSeal(key);
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => seal.Seal("stream", "hello"u8)).Distinct().Count());
    }
}

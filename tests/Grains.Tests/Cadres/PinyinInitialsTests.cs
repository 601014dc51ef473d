using CadreWatch.Grains.Cadres;

namespace CadreWatch.Grains.Tests.Cadres;

public sealed class PinyinInitialsTests
{
    [Theory]
    [InlineData("张伟", "zw")]
    [InlineData("欧阳某某", "oymm")]
    [InlineData("单某", "sm")]
    [InlineData("曾国藩", "zgf")]
    [InlineData("阿依古丽·买买提", "ayglmmt")]
    [InlineData("Li Ming", "lm")]
    [InlineData("李3", "l3")]
    [InlineData("李㐂", "l")]
    [InlineData("", "")]
    public void Initials_OfAName(string name, string initials) => Assert.Equal(initials, PinyinInitials.Of(name));
}

using System.Runtime.CompilerServices;

namespace CadreWatch.Risk.Features;

/// <summary>Different codes and the window each was last seen in. Counts up to 48 exactly, then stays there.</summary>
internal struct DistinctCodes
{
    private const int Most = 48;

    private Names names;
    private Newest newest;
    private int count;

    public void Add(string? code, int window)
    {
        if (code is null)
            return;
        for (var i = 0; i < count; i++)
        {
            if (!ReferenceEquals(names[i], code) && names[i] != code)
                continue;
            if (window < newest[i])
                newest[i] = (byte)window;
            return;
        }

        if (count == Most)
            return;
        names[count] = code;
        newest[count++] = (byte)window;
    }

    public readonly int Within(int window)
    {
        var within = 0;
        for (var i = 0; i < count; i++)
            if (newest[i] <= window)
                within++;
        return within;
    }

    [InlineArray(Most)]
    private struct Names
    {
        private string? first;
    }

    [InlineArray(Most)]
    private struct Newest
    {
        private byte first;
    }
}

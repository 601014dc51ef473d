using System.Diagnostics.CodeAnalysis;
using CadreWatch.Web.Access;

namespace CadreWatch.Web.Board;

/// <summary>The alerts that have not ended, as last seen, and whom they are about. Not thread-safe: touched on the follower's turn alone.</summary>
internal sealed class StandingAlerts
{
    private readonly Dictionary<string, AlertMark> marks = [];
    private readonly Dictionary<string, int> cadres = [];

    public bool TryGet(string id, [NotNullWhen(true)] out AlertMark? mark) => marks.TryGetValue(id, out mark);

    /// <summary>Whether any of them is about this cadre.</summary>
    public bool Concern(string cadre) => cadres.ContainsKey(cadre);

    public void Put(AlertMark mark)
    {
        Remove(mark.Id);
        marks[mark.Id] = mark;
        cadres[mark.Cadre] = cadres.GetValueOrDefault(mark.Cadre) + 1;
    }

    public void Remove(string id)
    {
        if (!marks.Remove(id, out var mark)) return;
        if (cadres[mark.Cadre] == 1) cadres.Remove(mark.Cadre);
        else cadres[mark.Cadre]--;
    }

    public void Clear()
    {
        marks.Clear();
        cadres.Clear();
    }
}

using System.Text;
using System.Text.Json;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Meetings;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.JointReviews.Meetings;

/// <summary>与上次比较: what the last meeting that had the person on its agenda concluded. It reveals an earlier list and is therefore confidential.</summary>
internal sealed class EarlierMeetings(IJournal journal, IGrainRuntime runtime)
{
    private const int Most = 500;

    public async Task<MaterialPiece?> LastAsync(string meeting, string cadre, CancellationToken cancel)
    {
        var rows = await journal.Tables.QueryAsync(
            new(ReadTableSet.Meetings, [new("phase", Comparison.AtLeast, (long)MeetingPhase.Ended)], [("called_at", true)], Most), cancel).ConfigureAwait(false);
        foreach (var row in rows.Where(r => (string)r[0]! != meeting))
        {
            using var body = JsonDocument.Parse(row[^1] is byte[] bytes ? bytes : Encoding.UTF8.GetBytes((string)row[^1]!));
            foreach (var item in body.RootElement.GetProperty("items").EnumerateArray())
            {
                if (item.GetProperty("cadre").GetString() != cadre || !item.TryGetProperty("conclusion", out var code)) continue;
                var state = await runtime.StateAsync<MeetingState>(MeetingGrain.IdOf((string)row[0]!), cancel).ConfigureAwait(false);
                var name = state.Conclusions.FirstOrDefault(c => c.Code == code.GetString())?.Name ?? "";
                return new(
                    new("comparison", PieceKind.Comparison, null, Secrecy.Confidential, false), $"{state.Year}年第{state.Number}次联席会议", $"上次结论：{name}", null, code.GetString());
            }
        }

        return null;
    }
}

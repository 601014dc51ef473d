using System.Security.Claims;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Silo.JointReviews.Rounds;
using CadreWatch.Silo.JointReviews.Tables;
using CadreWatch.Silo.Measures;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Web.JointReviews;

/// <param name="Rows">People in it.</param>
internal sealed record ReviewFile(byte[] Bytes, string Name, int Rows);

/// <summary>What leaves for a unit: its letter, and the table that it fills in.</summary>
internal sealed class ReviewFiles(RoundFinder finder, OpinionActs opinions, OpinionTables tables, ReviewLetters letters, LetterHead head, IJudgementSource judgements, TimeProvider time)
{
    /// <summary>For the unit itself, and for the office that hands it over on paper or disc. Null where there is none for the viewer.</summary>
    public async Task<ReviewFile?> TableAsync(ClaimsPrincipal user, string id, string unit, CancellationToken cancel)
    {
        if (await SentAsync(user, id, unit, cancel) is not var (round, standing)) return null;
        var table = round.Sight == RoundSight.OwnColumn ? await opinions.TableAsync(round, cancel) : await WholeAsync(round, standing, cancel);
        return new(tables.Write(table), $"opinions-{unit}.xlsx", table.People.Count);
    }

    public async Task<ReviewFile?> LetterAsync(ClaimsPrincipal user, string id, string unit, CancellationToken cancel)
    {
        if (await SentAsync(user, id, unit, cancel) is not var (round, standing)) return null;
        var (people, judgement) = (await PeopleAsync(round, cancel), judgements.Capture(time.GetUtcNow()));
        var limit = standing.IssuedOn is { } issued && standing.DueOn is { } due && judgement.WorkingDays(issued, due) is { } days ? $"{days}个工作日" : "规定期限";
        return new(letters.Write(standing, people, head.Issuer, head.Office, limit), $"letter-{unit}.docx", people.Count);
    }

    /// <param name="number">Which of the unit's, from 1.</param>
    public async Task<ReviewFile?> ChaseLetterAsync(ClaimsPrincipal user, string id, string unit, int number, CancellationToken cancel)
    {
        if (await SentAsync(user, id, unit, cancel) is not var (round, standing) || number < 1 || standing.ChaseLetters.ElementAtOrDefault(number - 1) is not { } letter) return null;
        // Counted over those whom the viewer sees listed, as everywhere.
        var open = (await finder.CasesAsync(round, cancel)).Select(p => p.Number).Intersect(letter.Outstanding, StringComparer.Ordinal).Count();
        return new(letters.WriteChase(standing, letter, open, head.Issuer, head.Office), $"chase-{unit}-{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}.docx", open);
    }

    private async Task<(SeenRound, UnitStanding)?> SentAsync(ClaimsPrincipal user, string id, string unit, CancellationToken cancel) =>
        await finder.FindAsync(user, id, cancel) is { } round && round.UnitOf(unit) is { Letter: not null } standing ? (round, standing) : null;

    private async Task<OpinionTable> WholeAsync(SeenRound round, UnitStanding standing, CancellationToken cancel) =>
        new(round.State.Id, standing.Unit, standing.Letter!, standing.DueOn!.Value, await PeopleAsync(round, cancel));

    private async Task<IReadOnlyList<TablePerson>> PeopleAsync(SeenRound round, CancellationToken cancel) =>
        [.. (await finder.PeopleAsync(round, cancel)).Select(p => new TablePerson(p.Case.Number, p.View.Name))];
}

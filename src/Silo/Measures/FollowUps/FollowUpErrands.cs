using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Measures.Clocks;
using CadreWatch.Grains.Measures.Rules;
using CadreWatch.Journal.Contract;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Reactors;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Measures.FollowUps;

/// <summary>
/// Opens follow-ups of a cadre. Each has an id derived from what it follows, so that the same news twice opens one; one whose last day had passed when the news
/// came is not opened: old rosters and old sanctions make no work.
/// </summary>
internal sealed class FollowUpErrands(IJournal journal, IJudgementSource judgements, PeopleDirectory people, TimeProvider time)
{
    /// <param name="follows">What it follows, in words that never change.</param>
    /// <param name="on">The day it runs from.</param>
    /// <returns>Null where it is open already, or was not in time.</returns>
    public async ValueTask<Errand?> OpenAsync(
        StoredEvent news, string reaction, MeasureKind kind, RosterFacts roster, string follows, DateOnly on, Secrecy secrecy, CancellationToken cancel)
    {
        var (facts, judgement) = (CaseFacts.Of(roster.Number, roster), judgements.Capture(news.RecordedAt));
        var (today, figure) = (judgement.DayOf(news.RecordedAt), MeasureRules.Of(judgement, on, facts.Authority).Figure($"measure.{DeadlineOf(kind)}"));
        var last = DueDays.After(judgement, on, (int)figure.Value, figure.Unit);
        if (last.Day is { } day && day < today) return null;
        var id = MeasureId.Of(new(SHA256.HashData(Encoding.UTF8.GetBytes($"follow-up\n{kind}\n{roster.Number}\n{follows}")).AsSpan(0, 16)));
        if (await journal.Tables.FindAsync(ReadTableSet.Measures, [id.ToString()], cancel).ConfigureAwait(false) is not null) return null;
        var grain = MeasureGrain.IdOf(id);
        var content = new MeasureContent(facts.Authority, HandlerOf(facts, secrecy, today), facts.Unit, [], [], facts.Authority, secrecy, StartOn: on);
        return new(grain, new DraftMeasure(Reactions.IdOf(reaction, news, grain), time.GetUtcNow(), MeasureActor.System, kind, roster.Number, content, null));
    }

    /// <summary>The first supervisor by name of account whose own rights cover the case; who it is can be seen at once and handed on. Empty where there is none.</summary>
    private string HandlerOf(CaseFacts facts, Secrecy secrecy, DateOnly today)
    {
        var at = new DateTimeOffset(today.ToDateTime(new(12, 0)), TimeSpan.Zero);
        foreach (var person in people.People.Where(p => !p.Disabled).OrderBy(p => p.Account, StringComparer.Ordinal))
            if (people.ViewerOf(person.Account, at) is { } viewer && viewer.Grants.Any(g => g is { Role: Role.Supervisor, OnBehalfOf: null })
                && CaseAccess.May(viewer, Capability.Measures, facts, secrecy))
                return person.Account;
        return "";
    }

    private static string DeadlineOf(MeasureKind kind) => kind switch
    {
        MeasureKind.PreventiveEducation => DeadlineNames.PreventiveEducation,
        MeasureKind.PostVisit => DeadlineNames.PostVisit,
        MeasureKind.ProbationEnd => DeadlineNames.Probation,
        _ => DeadlineNames.CareVisit,
    };
}

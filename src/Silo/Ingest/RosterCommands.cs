using System.Buffers;
using System.Globalization;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Contracts;

namespace CadreWatch.Silo.Ingest;

/// <summary>Makes the command of one roster row: names and posts sealed as texts, the rest as facts.</summary>
internal sealed class RosterCommands(ContentKey key, DateTimeOffset at, string by)
{
    private const byte RosterPurpose = 3;

    private readonly SaltPool salts = new();
    private readonly ArrayBufferWriter<byte> scratch = new(1024);

    public RecordRoster Of(CadreRow row)
    {
        var texts = new List<NamedText> { Sealed("name", row.Name) };
        if (row.UnitName is { Length: > 0 } unitName) texts.Add(Sealed("unitName", unitName));
        var posts = row.Posts.Select((post, i) => PostOf(row, post, i, texts)).ToList();
        var facts = new RosterFacts(
            row.Number, row.Sex, row.BornOn, row.Unit, row.Rank, row.ManagementAuthority, row.Demo || row.Tags.Contains("示例"), Content(row),
            row.Tags.Count > 0 ? row.Tags : null, posts.Count > 0 ? posts : null);
        return new(Guid.CreateVersion7(at), at, by, facts, texts);
    }

    private Post PostOf(CadreRow row, PostRow post, int index, List<NamedText> texts)
    {
        var i = index.ToString(CultureInfo.InvariantCulture);
        var fields = post.Fields.Select(f => new FieldInCharge(f.Field, f.From ?? post.From ?? RosterDates.UnknownStart, f.To)).ToList();
        var nominator = post.Nominator is { } n
            ? new Nominator(n.Kind, Hash($"nominator.{i}.name", n.Name, texts), Hash($"nominator.{i}.responsible", n.Responsible, texts))
            : null;
        var reviewers = post.Reviewers.Select((name, r) => Hash(string.Create(CultureInfo.InvariantCulture, $"reviewer.{i}.{r}"), name, texts)!).ToList();
        return new(
            post.Unit ?? row.Unit, post.PostKind, post.From ?? post.ReportedOn ?? RosterDates.UnknownStart, post.To, post.ReportedOn, Hash("post." + i, post.Post, texts),
            fields.Count > 0 ? fields : null, nominator, reviewers.Count > 0 ? reviewers : null);
    }

    private string? Hash(string field, string? text, List<NamedText> texts)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var named = Sealed(field, text);
        texts.Add(named);
        return named.Text.Hash;
    }

    private NamedText Sealed(string field, string text) => new(field, SealedText.Of(text, salts.Next()));

    private Digest16 Content(CadreRow row)
    {
        var digest = key.Begin(RosterPurpose, scratch)
            .Add(row.Name).Add(row.Sex).Add(row.BornOn).Add(row.Unit).Add(row.UnitName).Add(row.Rank).Add(row.ManagementAuthority).Add(row.Demo ? 1 : 0)
            .Add(row.Tags.Count);
        foreach (var tag in row.Tags) digest.Add(tag);
        digest.Add(row.Posts.Count);
        foreach (var post in row.Posts) Add(digest, post);
        return digest.End();
    }

    private static void Add(ContentDigest digest, PostRow post)
    {
        digest.Add(post.Unit).Add(post.Post).Add(post.PostKind).Add(post.From).Add(post.To).Add(post.ReportedOn).Add(post.Fields.Count);
        foreach (var field in post.Fields) digest.Add(field.Field).Add(field.From).Add(field.To);
        digest.Add((int?)post.Nominator?.Kind ?? 0).Add(post.Nominator?.Name).Add(post.Nominator?.Responsible).Add(post.Reviewers.Count);
        foreach (var reviewer in post.Reviewers) digest.Add(reviewer);
    }
}

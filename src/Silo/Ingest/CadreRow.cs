using CadreWatch.Grains.Cadres;

namespace CadreWatch.Silo.Ingest;

/// <summary>One roster row as read: the whole of what the source says about a cadre now.</summary>
internal sealed class CadreRow
{
    public string Number { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary><c>male</c> or <c>female</c>.</summary>
    public string? Sex { get; set; }

    public DateOnly? BornOn { get; set; }

    public string Unit { get; set; } = "";

    public string? UnitName { get; set; }

    public string? Rank { get; set; }

    public string? ManagementAuthority { get; set; }

    public List<string> Tags { get; } = [];

    /// <summary>An invented person of a demonstration.</summary>
    public bool Demo { get; set; }

    public List<PostRow> Posts { get; } = [];
}

/// <summary>One post over time; <see cref="ReportedOn"/> is the day of 到岗.</summary>
internal sealed class PostRow
{
    public string? Unit { get; set; }

    public string Post { get; set; } = "";

    public string? PostKind { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public DateOnly? ReportedOn { get; set; }

    public List<PostFieldRow> Fields { get; } = [];

    public NominatorRow? Nominator { get; set; }

    public List<string> Reviewers { get; } = [];
}

/// <summary>A field of work in charge, from–to.</summary>
internal readonly record struct PostFieldRow(string Field, DateOnly? From, DateOnly? To);

internal sealed record NominatorRow(NominatorKind Kind, string? Name, string? Responsible);

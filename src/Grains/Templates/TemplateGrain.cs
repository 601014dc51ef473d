using CadreWatch.Grains.Contracts;

namespace CadreWatch.Grains.Templates;

/// <summary>A fact about an office's own template of one paper (grain <c>template/paper</c>). Closed: every concrete event stands in this file.</summary>
public abstract record TemplateEvent(DateTimeOffset At, string By) : Event;

/// <param name="Sha256">Of the file's bytes, 64 lower-case hexadecimal digits; the file lies beside the journal under this name.</param>
/// <param name="Length">Bytes.</param>
public sealed record TemplateReplaced(string Sha256, long Length, DateTimeOffset At, string By) : TemplateEvent(At, By);

/// <summary>The template that ships with the product counts again.</summary>
public sealed record TemplateDropped(DateTimeOffset At, string By) : TemplateEvent(At, By);

public abstract record TemplateCommand(Guid Id, DateTimeOffset At, string By) : Command(Id, At, By);

/// <summary>The file was looked at before and is kept. Reply: <see cref="TemplateReply"/>. The same file again changes nothing.</summary>
public sealed record ReplaceTemplate(Guid Id, DateTimeOffset At, string By, string Sha256, long Length) : TemplateCommand(Id, At, By);

/// <summary>Reply: <see cref="TemplateReply"/>.</summary>
public sealed record DropTemplate(Guid Id, DateTimeOffset At, string By) : TemplateCommand(Id, At, By);

/// <param name="Sha256">The office's own that counts now; null for the one that ships.</param>
public sealed record TemplateReply(string? Sha256);

/// <summary>Immutable.</summary>
/// <param name="Sha256">Null while the template that ships counts.</param>
/// <param name="At">When it became so; null since ever.</param>
public sealed record TemplateState(string? Sha256 = null, DateTimeOffset? At = null, string? By = null);

/// <summary>An office's own template of one paper as a grain: which file counts since when, and by whom.</summary>
public sealed class TemplateGrain : GrainKind<TemplateState, TemplateCommand, TemplateEvent>
{
    /// <summary>会议纪要.</summary>
    public static GrainId Minutes { get; } = new("template", "minutes");

    public override string Name => "template";

    public override TemplateState Empty(GrainId id) => new();

    public override TemplateState Apply(TemplateState state, TemplateEvent @event) => @event switch
    {
        TemplateReplaced e => new(e.Sha256, e.At, e.By),
        _ => new(null, @event.At, @event.By),
    };

    public override Decision Decide(TemplateState state, TemplateCommand command, Judgement judgement) => command switch
    {
        ReplaceTemplate c when c.Sha256 != state.Sha256 => Decision.Of(new TemplateReply(c.Sha256), new TemplateReplaced(c.Sha256, c.Length, c.At, c.By)),
        DropTemplate when state.Sha256 is not null => Decision.Of(new TemplateReply(null), new TemplateDropped(command.At, command.By)),
        _ => Decision.NoChange(new TemplateReply(state.Sha256)),
    };
}

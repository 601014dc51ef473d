using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Calendars;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.JointReviews.Populations;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Numbers;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Reactors;
using CadreWatch.Grains.Templates;
using CadreWatch.Grains.Trail;
using CadreWatch.Grains.Units;
using CadreWatch.Journal;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;
using CadreWatch.Journal.Postgres;
using CadreWatch.Journal.Sqlite;
using CadreWatch.Silo.InForce;
using CadreWatch.Silo.People;
using CadreWatch.Silo.Policies;
using CadreWatch.Silo.Runtime;
using CadreWatch.Silo.Scoring;

namespace CadreWatch.Silo.Hosting;

/// <summary>
/// A silo that can answer: store opened and checked, rules loaded, engine ready. On a new store it publishes the shipped policy and calendars as events,
/// under the names <c>product</c> (proposes) and <c>local</c> (approves).
/// </summary>
public sealed class OpenedSilo : IAsyncDisposable
{
    private OpenedSilo(SiloOptions options, IJournal journal, GroupWriter writer, EventCodec codec, RulesInForce rules, ModelsInForce models, PeopleDirectory people, LocalEngine engine) =>
        (Options, Journal, Writer, Codec, Rules, Models, People, Engine) = (options, journal, writer, codec, rules, models, people, engine);

    public SiloOptions Options { get; }

    public IJournal Journal { get; }

    public GroupWriter Writer { get; }

    public EventCodec Codec { get; }

    public RulesInForce Rules { get; }

    public ModelsInForce Models { get; }

    public PeopleDirectory People { get; }

    public LocalEngine Engine { get; }

    /// <summary>Every event shape of the product.</summary>
    public static EventCodec ProductCodec() => new(
    [
        .. CadreEventContracts.All, .. PolicyEventContracts.All, .. CalendarEventContracts.All,
        .. PeopleEventContracts.All,
        .. TrailEventContracts.All,
        .. MeasureEventContracts.All,
        .. ReviewEventContracts.All, .. ReactorEventContracts.All,
        .. ModelEventContracts.All,
    ]);

    /// <summary>The kinds of grain of the product.</summary>
    public static IReadOnlyList<KindAdapter> ProductKinds() =>
    [
        KindAdapter.Of(new CadreGrain()), KindAdapter.Of(new PolicyGrain()), KindAdapter.Of(new CalendarGrain()),
        KindAdapter.Of(new AccountGrain()), KindAdapter.Of(new UnitGrain()), KindAdapter.Of(new TrailGrain()),
        KindAdapter.Of(new MeasureGrain()), KindAdapter.Of(new NumberSeries()),
        KindAdapter.Of(new RoundGrain()), KindAdapter.Of(new SheetGrain()), KindAdapter.Of(new MeetingGrain()), KindAdapter.Of(new ReactorGrain()),
        KindAdapter.Of(new ModelGrain()), KindAdapter.Of(new PopulationGrain()), KindAdapter.Of(new TemplateGrain()),
    ];

    public static async Task<OpenedSilo> OpenAsync(SiloOptions options, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(options.DataFolder);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.Zone);
        var codec = ProductCodec();
        var journal = await OpenJournalAsync(options, codec).ConfigureAwait(false);
        GroupWriter? writer = null;
        try
        {
            await new TableRebuild(ProductKinds(), codec, journal, options.Rebuilding).RunAsync(cancel).ConfigureAwait(false);
            var rules = await RulesInForce.LoadAsync(journal, codec, zone, cancel).ConfigureAwait(false);
            var models = await ModelsInForce.LoadAsync(journal, codec, rules, zone, cancel).ConfigureAwait(false);
            var people = await PeopleDirectory.LoadAsync(journal, zone, cancel).ConfigureAwait(false);
            writer = new GroupWriter(journal);
            var engine = new LocalEngine(ProductKinds(), journal, writer, codec, rules, options.Runtime, options.Time);
            var silo = new OpenedSilo(options, journal, writer, codec, rules, models, people, engine);
            await silo.PublishShippedAsync(cancel).ConfigureAwait(false);
            return silo;
        }
        catch
        {
            if (writer is not null) await writer.DisposeAsync().ConfigureAwait(false);
            await journal.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync().ConfigureAwait(false);
        await Journal.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<IJournal> OpenJournalAsync(SiloOptions options, EventCodec codec)
    {
        var journalOptions = new JournalOptions
        {
            Time = options.Time,
            Contracts = [.. codec.Contracts.Select(c => (c.Name, c.Version))],
            Fault = options.Fault,
            CommitDelay = options.CommitDelay,
        };
        return options.Store == "sqlite"
            ? await SqliteJournal.OpenAsync(options.DataFolder, journalOptions).ConfigureAwait(false)
            : await PostgresJournal.OpenAsync(options.Store, journalOptions).ConfigureAwait(false);
    }

    private async Task PublishShippedAsync(CancellationToken cancel)
    {
        var now = Options.Time.GetUtcNow();
        var policies = await Engine.StateAsync<PolicyState>(PolicyGrain.District, cancel).ConfigureAwait(false);
        if (policies.Versions.All(v => v.InForceFrom is null))
        {
            var document = PolicyYaml.Shipped();
            var policy = PolicyYaml.Read(document);
            await Engine.AskAsync(PolicyGrain.District, new ProposePolicy(Guid.NewGuid(), now, "product", policy.Version, document), cancel).ConfigureAwait(false);
            await Engine.AskAsync(PolicyGrain.District, new ApprovePolicy(Guid.NewGuid(), now, "local", policy.Version, DateOnly.MinValue), cancel).ConfigureAwait(false);
        }
        foreach (var year in CalendarFile.Shipped)
            await Engine.AskAsync(CalendarGrain.StateCouncil, new CalendarOrder(Guid.NewGuid(), new PublishCalendarYear(year, Backfill: true, now, "product")), cancel).ConfigureAwait(false);
        await Rules.ReloadAsync(cancel).ConfigureAwait(false);
    }
}

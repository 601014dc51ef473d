using System.Text;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.JointReviews;
using CadreWatch.Grains.JointReviews.Opinions;
using CadreWatch.Grains.JointReviews.Populations;
using CadreWatch.Grains.Meetings;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Numbers;
using CadreWatch.Grains.Policies;
using CadreWatch.Grains.Reactors;
using CadreWatch.Grains.Templates;
using CadreWatch.Grains.Trail;
using CadreWatch.Grains.Units;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;

namespace CadreWatch.Journal.Tests.Events;

/// <summary>
/// One checked-in sample per stored name and version. It is read, applied to an empty grain and written again, and must come back byte for byte.
/// Run with the variable UPDATE_SAMPLES set to the folder to write the samples of new events; existing ones never change.
/// </summary>
public sealed class DomainEventContractTests
{
    private static readonly EventCodec Codec = new(
    [
        .. CadreEventContracts.All, .. PolicyEventContracts.All,
        .. PeopleEventContracts.All,
        .. TrailEventContracts.All,
        .. MeasureEventContracts.All,
        .. ReviewEventContracts.All, .. ReactorEventContracts.All,
        .. ModelEventContracts.All,
    ]);

    private static readonly Type[] Families =
    [
        typeof(CadreEvent), typeof(PolicyEvent),
        typeof(AccountEvent), typeof(UnitEvent), typeof(TrailEvent),
        typeof(MeasureEvent), typeof(NumberEvent),
        typeof(RoundEvent), typeof(SheetEvent), typeof(MeetingEvent),
        typeof(ModelEvent), typeof(PopulationEvent), typeof(TemplateEvent),
    ];

    public static TheoryData<string, int> Stored => new(Codec.Contracts.Select(c => (c.Name, c.Version)));

    [Theory]
    [MemberData(nameof(Stored))]
    public void Sample_IsReadAppliedAndWrittenBack_ByteForByte(string name, int version)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Events", "Samples", $"{name}.v{version}.json");
        WriteMissing(name, version);
        Assert.True(File.Exists(file), $"There is no sample {name}.v{version}.json.");
        var bytes = File.ReadAllBytes(file);
        var e = Codec.Read(new(1, "cadre/A001", 1, Guid.Empty, DateTimeOffset.UnixEpoch, name, version, bytes));
        switch (e)
        {
            case CadreEvent cadre:
                Assert.NotNull(CadreState.Apply(new("A001"), cadre));
                break;
            case PolicyEvent policy:
                Assert.NotNull(PolicyState.Apply(PolicyState.Empty, policy));
                break;
            case ModelEvent model:
                Assert.NotNull(ModelState.Apply(new("2026-m1"), model));
                break;
            case MeasureEvent measure:
                Assert.Equal(1, MeasureState.Apply(new(default), measure).Version);
                break;
            case NumberEvent number:
                Assert.NotNull(NumberState.Apply(new("云组函", 2026), number));
                break;
            case TrailEvent trail:
                Assert.Equal(1, TrailState.Apply(TrailState.Empty, trail).Count);
                break;
            case AccountEvent account:
                Assert.Equal(1, AccountState.Apply(new("guo.jd"), account).Version);
                break;
            case UnitEvent unit:
                Assert.NotNull(UnitState.Apply(UnitState.Empty, unit));
                break;
            case RoundEvent round:
                Assert.NotNull(RoundState.Apply(new("r1"), round));
                break;
            case PopulationEvent population:
                Assert.NotNull(PopulationState.Apply(new("p1"), population));
                break;
            case SheetEvent sheet:
                Assert.NotNull(SheetState.Apply(new("r1", "sjj"), sheet));
                break;
            case MeetingEvent meeting:
                Assert.NotNull(new MeetingGrain().Apply(new("m1"), meeting));
                break;
            case TemplateEvent template:
                Assert.Equal(template.By, new TemplateGrain().Apply(new(), template).By);
                break;
            case ReactorReached reached:
                Assert.Equal(reached.Position, new ReactorGrain().Apply(new(0), reached).Position);
                break;
            default:
                Assert.Fail($"{name} belongs to no grain that this test knows.");
                break;
        }

        var written = Codec.Write(e);
        Assert.Equal((name, version), (written.Name, written.Version));
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(written.Bytes.Span));
    }

    [Fact]
    public void EveryEventOfTheDomain_HasAStoredName()
    {
        var known = Codec.Contracts.Where(c => c.Write is not null).Select(c => c.Type).ToHashSet();
        var missing = typeof(CadreEvent).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && Families.Any(t.IsSubclassOf) && !known.Contains(t));
        Assert.Empty(missing);
    }

    [Fact]
    public void UnknownNameOrVersion_IsNeverSkipped()
    {
        StoredEvent Of(string name, int version) => new(1, "cadre/A001", 1, Guid.Empty, DateTimeOffset.UnixEpoch, name, version, "{}"u8.ToArray());
        Assert.Throws<JournalCorruptException>(() => Codec.Read(Of("cadre.signalRecorded", 99)));
        Assert.Throws<JournalCorruptException>(() => Codec.Read(Of("cadre.unheardOf", 1)));
    }

    private static void WriteMissing(string name, int version)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SAMPLES") is not { Length: > 0 } folder)
            return;
        var sample = EventSamples.All.Concat(MeasureEventSamples.All).Concat(ReviewEventSamples.All).Append(new ReactorReached(20_017))
            .Single(e => Codec.Write(e) is var written && written.Name == name && written.Version == version);
        foreach (var file in new[] { Path.Combine(folder, $"{name}.v{version}.json"), Path.Combine(AppContext.BaseDirectory, "Events", "Samples", $"{name}.v{version}.json") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (!File.Exists(file))
                File.WriteAllBytes(file, Codec.Write(sample).Bytes.ToArray());
        }
    }
}

using System.Text;
using CadreWatch.Grains.Cadres;
using CadreWatch.Grains.Measures;
using CadreWatch.Grains.Models;
using CadreWatch.Grains.Numbers;
using CadreWatch.Grains.Policies;
using CadreWatch.Journal.Contract;
using CadreWatch.Journal.Events;

namespace CadreWatch.Journal.Tests.Events;

/// <summary>
/// One checked-in sample per stored name and version. It is read, applied to an empty grain and written again, and must come back byte for byte.
/// Run with the variable UPDATE_SAMPLES set to the folder to write the samples of new events; existing ones never change.
/// </summary>
public sealed class DomainEventContractTests
{
    private static readonly EventCodec Codec = new([.. CadreEventContracts.All, .. PolicyEventContracts.All, .. MeasureEventContracts.All, .. ModelEventContracts.All]);

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
            .Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(CadreEvent)) || t.IsSubclassOf(typeof(PolicyEvent))
                || t.IsSubclassOf(typeof(ModelEvent)) || t.IsSubclassOf(typeof(MeasureEvent)) || t.IsSubclassOf(typeof(NumberEvent))) && !known.Contains(t));
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
        var sample = EventSamples.All.Concat(MeasureEventSamples.All).Single(e => Codec.Write(e) is var written && written.Name == name && written.Version == version);
        foreach (var file in new[] { Path.Combine(folder, $"{name}.v{version}.json"), Path.Combine(AppContext.BaseDirectory, "Events", "Samples", $"{name}.v{version}.json") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (!File.Exists(file))
                File.WriteAllBytes(file, Codec.Write(sample).Bytes.ToArray());
        }
    }
}

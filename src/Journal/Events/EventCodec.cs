using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CadreWatch.Grains.Contracts;
using CadreWatch.Journal.Contract;

namespace CadreWatch.Journal.Events;

/// <summary>How one stored shape is read, and (for the current shape of a type) written.</summary>
/// <param name="Type">The event type it becomes; an old shape names the type it is converted to.</param>
/// <param name="Write">Null for an old shape: it is read for ever and written no more.</param>
public sealed record EventContract(string Name, int Version, Type Type, Func<ReadOnlyMemory<byte>, Event> Read, Func<Event, byte[]>? Write)
{
    /// <summary>The current shape of <typeparamref name="T"/>, as JSON by its generated metadata.</summary>
    public static EventContract Current<T>(string name, int version, JsonTypeInfo<T> type)
        where T : Event =>
        new(name, version, typeof(T),
            bytes => JsonSerializer.Deserialize(bytes.Span, type) ?? throw new JournalCorruptException($"{name} v{version} is null."),
            e => JsonSerializer.SerializeToUtf8Bytes((T)e, type));
}

/// <summary>Event ↔ bytes, by stored name and version. An unknown name or version is never skipped.</summary>
public sealed class EventCodec
{
    private readonly Dictionary<Type, EventContract> writers;
    private readonly Dictionary<(string Name, int Version), EventContract> readers;

    public EventCodec(IEnumerable<EventContract> contracts)
    {
        readers = contracts.ToDictionary(c => (c.Name, c.Version));
        writers = readers.Values.Where(c => c.Write is not null).ToDictionary(c => c.Type);
    }

    public IEnumerable<EventContract> Contracts => readers.Values;

    public NewEvent Write(Event e)
    {
        var contract = writers[e.GetType()];
        return new(contract.Name, contract.Version, contract.Write!(e));
    }

    public Event Read(StoredEvent stored) => ContractOf(stored).Read(stored.Bytes);

    /// <exception cref="JournalCorruptException">This binary does not know the event.</exception>
    public EventContract ContractOf(StoredEvent stored) =>
        readers.TryGetValue((stored.Name, stored.Version), out var contract)
            ? contract
            : throw new JournalCorruptException($"Event {stored.Name} v{stored.Version} at {stored.Position} is unknown to this binary; a newer one wrote it.");
}

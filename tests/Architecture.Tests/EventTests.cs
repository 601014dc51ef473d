using System.Reflection;
using System.Runtime.CompilerServices;
using CadreWatch.Grains.Contracts;
using CadreWatch.Silo.Hosting;

namespace CadreWatch.Architecture.Tests;

public sealed class EventTests
{
    private static readonly IReadOnlyList<Type> Events = [.. Repository.Grains.GetTypes().Where(t => t.IsAssignableTo(typeof(Event)) && t != typeof(Event))];

    [Fact]
    public void Events_AreThere() => Assert.NotEmpty(Events.Where(e => !e.IsAbstract));

    [Fact]
    public void ConcreteEvents_AreSealed() => Assert.Empty(Events.Where(e => e is { IsAbstract: false, IsSealed: false }).Select(e => e.FullName));

    [Fact]
    public void EventsAndWhatTheyHold_CannotBeChanged()
    {
        var seen = new HashSet<Type>();
        var waiting = new Queue<Type>(Events);
        var offenders = new SortedSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var type))
        {
            if (!seen.Add(type))
                continue;
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (property.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
                    offenders.Add($"{type.Name}.{property.Name} has a setter");
                foreach (var part in Parts(property.PropertyType))
                {
                    if (IsChangeable(part))
                        offenders.Add($"{type.Name}.{property.Name} is a {part.Name}");
                    else if (part.Assembly == Repository.Grains && !part.IsEnum)
                        waiting.Enqueue(part);
                }
            }

            offenders.UnionWith(type.GetFields(BindingFlags.Instance | BindingFlags.Public).Where(f => !f.IsInitOnly).Select(f => $"{type.Name}.{f.Name} is a field"));
        }

        Assert.Empty(offenders);
    }

    [Fact]
    public void EveryEvent_HasAStoredNameAndVersion()
    {
        var stored = OpenedSilo.ProductCodec().Contracts.Where(c => c.Write is not null).Select(c => c.Type).ToHashSet();
        Assert.Empty(Events.Where(e => !e.IsAbstract && !stored.Contains(e)).Select(e => e.FullName));
    }

    [Fact]
    public void StoredNames_AreKindDotCamelCase() =>
        Assert.Empty(OpenedSilo.ProductCodec().Contracts.Where(c => !NamePattern().IsMatch(c.Name) || c.Version < 1).Select(c => $"{c.Name} v{c.Version}"));

    /// <summary>The type itself, what a list or nullable holds, and the arguments of tuples.</summary>
    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    private static bool IsChangeable(Type type) =>
        type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(List<>) || open == typeof(Dictionary<,>) || open == typeof(HashSet<>) || open == typeof(IList<>) || open == typeof(IDictionary<,>) || open == typeof(ICollection<>)));

    private static System.Text.RegularExpressions.Regex NamePattern() => new("^[a-z][A-Za-z]*\\.[a-z][A-Za-z]*$");
}

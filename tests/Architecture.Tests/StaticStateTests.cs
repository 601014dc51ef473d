using System.Collections.Concurrent;
using System.Reflection;

namespace CadreWatch.Architecture.Tests;

public sealed class StaticStateTests
{
    private static readonly Type[] Changing =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(SortedDictionary<,>), typeof(SortedSet<>),
        typeof(ConcurrentDictionary<,>), typeof(ConcurrentQueue<>), typeof(ConcurrentBag<>),
    ];

    /// <summary>It only makes equal texts one, as the runtime does with those of the source: nothing that anybody asks comes out otherwise.</summary>
    private const string SharedTexts = "CadreWatch.Grains.Contracts.Codes.Known";

    [Fact]
    public void NoStaticField_CanBeAssignedAgain() =>
        Assert.Empty(Fields().Where(f => !f.IsInitOnly && !f.IsLiteral).Select(Name));

    [Fact]
    public void NoStaticField_HoldsACollectionThatChanges() =>
        Assert.Equal(
            [SharedTexts],
            Fields().Where(f => f.FieldType.IsGenericType && Changing.Contains(f.FieldType.GetGenericTypeDefinition())).Where(f => !f.IsPrivate || IsConcurrent(f.FieldType)).Select(Name));

    private static bool IsConcurrent(Type type) => type.Namespace == "System.Collections.Concurrent";

    private static string Name(FieldInfo field) => $"{field.DeclaringType!.FullName}.{field.Name}";

    /// <summary>Static fields that somebody wrote: not those of generated code, of lambdas or of top-level programs.</summary>
    private static IEnumerable<FieldInfo> Fields() =>
        from assembly in Repository.All
        from type in assembly.GetTypes()
        where Repository.IsWritten(type) && !IsGenerated(type)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.Name.StartsWith('<')
        select field;

    private static bool IsGenerated(Type type)
    {
        for (var t = type; t is not null; t = t.DeclaringType)
            if (t.GetCustomAttributesData().Any(a => a.AttributeType.Name is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute")
                || t.IsAssignableTo(typeof(System.Text.Json.Serialization.JsonSerializerContext)))
                return true;
        return false;
    }
}

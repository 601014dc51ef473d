using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace CadreWatch.Web.Hosting;

/// <summary>JSON of the wire: camelCase, Chinese as it is, enums as words; numbers are numbers.</summary>
internal static class Json
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RefuseNulls);
    }

    /// <summary>The serializer keeps null out of properties that say so, but not out of lists: nothing that reads a list expects one there.</summary>
    private static void RefuseNulls(JsonTypeInfo type)
    {
        if (type is not { Kind: JsonTypeInfoKind.Enumerable, ElementType.IsValueType: false }) return;
        type.OnDeserialized = static list =>
        {
            foreach (var element in (IEnumerable)list)
                if (element is null) throw new NullElementException();
        };
    }
}

/// <summary>A list in a body has a null in it.</summary>
internal sealed class NullElementException() : JsonException("A list has no null.");

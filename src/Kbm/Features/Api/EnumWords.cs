using System.Text.Json;
using System.Text.Json.Serialization;
using Kbm.Features.Shared;

namespace Kbm.Features.Api;

/// <summary>Enums in JSON, each as one of its names. The framework's own converter also takes several that are joined by commas for the value that their bits make.</summary>
internal sealed class EnumWords : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EnumWords<>).MakeGenericType(typeToConvert), [null])!;
}

/// <summary>One enum in JSON.</summary>
/// <param name="naming">How its names are written; they are read in whatever case.</param>
internal sealed class EnumWords<T>(JsonNamingPolicy? naming) : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Of(reader.GetString()) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Name(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Name(value));

    private static T Of(string? word) => EnumWord.Of<T>(word) ?? throw new JsonException();

    private string Name(T value) => naming?.ConvertName(value.ToString()) ?? value.ToString();
}

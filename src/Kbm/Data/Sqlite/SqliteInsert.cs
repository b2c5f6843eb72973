using System.Buffers;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.Json;

namespace Kbm.Data;

/// <summary>
/// Inserts rows of one type by the model, a hundred with one statement that is given them as JSON. Saving them through the change
/// tracker takes several times as long: for SQLite it sends a command for every row. A statement for each row is slower too, since
/// SQLite keeps what each could have to undo, and writes the entries of the full-text index out before each.
/// </summary>
internal sealed class SqliteInsert
{
    // Many more and their JSON is among the large objects, which are collected with everything else.
    private const int RowsPerStatement = 100;
    private static readonly ConcurrentDictionary<IEntityType, SqliteInsert> s_known = [];
    private readonly List<Column> _columns;
    private readonly Column? _numbered;
    private readonly string _insert;
    private readonly string _lastNumber;

    private SqliteInsert(IEntityType type)
    {
        _columns = [.. type.GetProperties().Select(p => new Column(type, p))];
        _numbered = _columns.Find(c => c.IsNumbered);
        var names = string.Join(", ", _columns.Select(c => $"\"{c.Name}\""));
        _insert = $"INSERT INTO \"{type.GetTableName()}\" ({names}) SELECT {string.Join(", ", _columns.Select((c, at) => c.Read(at)))} FROM json_each(@rows)";
        _lastNumber = $"SELECT \"seq\" FROM \"sqlite_sequence\" WHERE \"name\" = '{type.GetTableName()}'";
    }

    public static SqliteInsert Of(IEntityType type) => s_known.GetOrAdd(type, t => new(t));

    /// <summary>
    /// The rows have their ids and the ids of what they belong to afterwards, as if they had been saved through the context. Nobody else writes,
    /// so the ids are the next of the table.
    /// </summary>
    public void Run(DbConnection connection, DbTransaction? transaction, IEnumerable<object> rows)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (_lastNumber, transaction);
        var last = _numbered is null ? 0 : command.ExecuteScalar() as long? ?? 0;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@rows";
        command.Parameters.Add(parameter);
        command.CommandText = _insert;
        foreach (var some in rows.Chunk(RowsPerStatement))
        {
            parameter.Value = Json(some, ref last);
            command.ExecuteNonQuery();
        }
    }

    private string Json(object[] rows, ref long last)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                _numbered?.Set(row, ++last);
                json.WriteStartArray();
                foreach (var column in _columns) column.Write(json, row);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>A column with where its value comes from: the type itself, what the row belongs to, or the row.</summary>
    private sealed class Column
    {
        private readonly IProperty _property;
        private readonly IClrPropertyGetter? _own;
        private readonly object? _ofType;
        private readonly INavigation? _thing;
        private readonly IProperty? _itsId;
        private readonly JsonValueReaderWriter _json;
        private readonly bool _isBlob;

        public Column(IEntityType type, IProperty property)
        {
            var mapping = property.GetTypeMapping();
            (_property, Name) = (property, property.GetColumnName());
            _json = mapping.JsonValueReaderWriter ?? throw new NotSupportedException($"Nothing writes {type.Name}.{property.Name} as JSON.");
            _isBlob = (mapping.Converter?.ProviderClrType ?? mapping.ClrType) == typeof(byte[]);
            IsNumbered = property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd;
            if (property == type.FindDiscriminatorProperty()) _ofType = type.GetDiscriminatorValue();
            var belongs = property.GetContainingForeignKeys().FirstOrDefault(k => k.DependentToPrincipal is not null);
            (_thing, _itsId) = (belongs?.DependentToPrincipal, belongs?.PrincipalKey.Properties[0]);
            if (!property.IsShadowProperty()) _own = property.GetGetter();
            else if (_ofType is null && _thing is null) throw new NotSupportedException($"Nothing says what {type.Name}.{property.Name} is.");
        }

        public string Name { get; }

        /// <summary>The table counts it.</summary>
        public bool IsNumbered { get; }

        /// <summary>The SQL that reads the column from the JSON of a row. Bytes stand there as hexadecimal digits.</summary>
        public string Read(int at) => _isBlob ? string.Create(CultureInfo.InvariantCulture, $"unhex(value ->> {at})") : string.Create(CultureInfo.InvariantCulture, $"value ->> {at}");

        public void Write(Utf8JsonWriter json, object row)
        {
            if (ValueOf(row) is { } value) _json.ToJson(json, value);
            else json.WriteNullValue();
        }

        public void Set(object row, object value) => _property.PropertyInfo!.SetValue(row, value);

        private object? ValueOf(object row)
        {
            var given = _ofType ?? (_thing?.GetGetter().GetClrValue(row) is { } thing ? _itsId!.GetGetter().GetClrValue(thing) : null);
            if (given is not null && _own is not null) Set(row, given);
            return given ?? _own?.GetClrValue(row);
        }
    }
}

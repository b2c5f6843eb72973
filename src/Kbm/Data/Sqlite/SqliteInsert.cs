using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kbm.Data;

/// <summary>
/// Inserts rows of one type by the model, with one statement that is prepared once. Saving them through the change tracker takes several
/// times as long: for SQLite it sends a command for every row, and each is built and prepared anew.
/// </summary>
internal sealed class SqliteInsert
{
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
        _insert = $"INSERT INTO \"{type.GetTableName()}\" ({names}) VALUES ({string.Join(", ", _columns.Select((_, at) => Parameter(at)))})";
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
        command.CommandText = _insert;
        for (var at = 0; at < _columns.Count; at++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = Parameter(at);
            command.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            _numbered?.Set(row, ++last);
            for (var at = 0; at < _columns.Count; at++) command.Parameters[at].Value = _columns[at].ValueOf(row) ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    private static string Parameter(int at) => string.Create(CultureInfo.InvariantCulture, $"@p{at}");

    /// <summary>A column with where its value comes from: the type itself, what the row belongs to, or the row.</summary>
    private sealed class Column
    {
        private readonly IProperty _property;
        private readonly IClrPropertyGetter? _own;
        private readonly object? _ofType;
        private readonly INavigation? _thing;
        private readonly IProperty? _itsId;
        private readonly ValueConverter? _converter;

        public Column(IEntityType type, IProperty property)
        {
            (_property, Name, _converter) = (property, property.GetColumnName(), property.GetTypeMapping().Converter);
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

        public object? ValueOf(object row)
        {
            var given = _ofType ?? (_thing?.GetGetter().GetClrValue(row) is { } thing ? _itsId!.GetGetter().GetClrValue(thing) : null);
            if (given is not null && _own is not null) Set(row, given);
            var value = given ?? _own?.GetClrValue(row);
            return _converter is null ? value : _converter.ConvertToProvider(value);
        }

        public void Set(object row, object value) => _property.PropertyInfo!.SetValue(row, value);
    }
}

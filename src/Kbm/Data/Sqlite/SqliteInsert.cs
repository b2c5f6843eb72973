using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
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
    private readonly Column? _generated;
    private readonly string _sql;

    private SqliteInsert(IEntityType type)
    {
        var columns = type.GetProperties().Select(p => new Column(type, p)).ToList();
        _generated = columns.Find(c => c.IsGenerated);
        _columns = columns.FindAll(c => c != _generated);
        var names = string.Join(", ", _columns.Select(c => $"\"{c.Name}\""));
        var values = string.Join(", ", Enumerable.Range(0, _columns.Count).Select(Parameter));
        _sql = $"INSERT INTO \"{type.GetTableName()}\" ({names}) VALUES ({values}){(_generated is null ? "" : $" RETURNING \"{_generated.Name}\"")}";
    }

    public static SqliteInsert Of(IEntityType type) => s_known.GetOrAdd(type, t => new(t));

    /// <summary>The rows have their ids and the ids of what they belong to afterwards, as if they had been saved through the context.</summary>
    public void Run(DbConnection connection, DbTransaction? transaction, IEnumerable<object> rows)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (_sql, transaction);
        for (var at = 0; at < _columns.Count; at++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = Parameter(at);
            command.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            for (var at = 0; at < _columns.Count; at++) command.Parameters[at].Value = _columns[at].ValueOf(row) ?? DBNull.Value;
            var id = command.ExecuteScalar();
            if (_generated is not null) _generated.Set(row, id!);
        }
    }

    private static string Parameter(int at) => $"@p{at.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    private sealed class Column
    {
        private readonly IProperty _property;
        private readonly Func<object, object?>? _through;
        private readonly object? _constant;
        private readonly ValueConverter? _converter;

        public Column(IEntityType type, IProperty property)
        {
            _property = property;
            Name = property.GetColumnName();
            IsGenerated = property is { ValueGenerated: ValueGenerated.OnAdd } && property.IsPrimaryKey();
            _converter = property.GetTypeMapping().Converter;
            if (property == type.FindDiscriminatorProperty()) _constant = type.GetDiscriminatorValue();
            var key = property.GetContainingForeignKeys().FirstOrDefault(f => f.DependentToPrincipal is not null);
            if (key is { DependentToPrincipal: { } thing, PrincipalKey.Properties: [var its] }) _through = Through(thing.GetGetter(), its.GetGetter());
            else if (property.IsShadowProperty() && _constant is null) throw new NotSupportedException($"Nothing says what {type.Name}.{property.Name} is.");
        }

        public string Name { get; }
        public bool IsGenerated { get; }

        public object? ValueOf(object row)
        {
            var value = _constant ?? _through?.Invoke(row);
            if (value is not null && _property.PropertyInfo is not null) Set(row, value);
            value ??= _property.IsShadowProperty() ? null : _property.GetGetter().GetClrValue(row);
            return _converter is null ? value : _converter.ConvertToProvider(value);
        }

        public void Set(object row, object value) => _property.PropertyInfo!.SetValue(row, value);

        private static Func<object, object?> Through(IClrPropertyGetter thing, IClrPropertyGetter key) => row => thing.GetClrValue(row) is { } other ? key.GetClrValue(other) : null;
    }
}

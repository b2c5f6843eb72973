using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kbm.Data.Migrations.Sqlite.Tenant
{
    /// <inheritdoc />
    public partial class SmartLocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "CodesOnReceipts",
                table: "Settings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Instructions",
                table: "Items",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Model",
                table: "Items",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Provider",
                table: "Items",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Serial",
                table: "Items",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.InsertData(
                table: "Counters",
                columns: new[] { "Name", "Last" },
                values: new object[] { "SmartLock", 0L });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DeleteData(
                table: "Counters",
                keyColumn: "Name",
                keyValue: "SmartLock");

            migrationBuilder.DropColumn(
                name: "CodesOnReceipts",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "Instructions",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "Model",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "Provider",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "Serial",
                table: "Items");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kbm.Data.Migrations.Postgres.Tenant
{
    /// <inheritdoc />
    public partial class Lockboxes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "LockCodeDays",
                table: "Settings",
                type: "integer",
                nullable: false,
                defaultValue: 180);

            migrationBuilder.AddColumn<long>(
                name: "InLockboxId",
                table: "Items",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Spot",
                table: "Items",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SupraId",
                table: "Items",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Inside",
                table: "Checkouts",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Secrets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    Field = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    Sealed = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    SetAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SetById = table.Column<long>(type: "bigint", nullable: false),
                    SetBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ReplacedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Secrets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Secrets_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SecretViews",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SecretId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    UserName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecretViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SecretViews_Secrets_SecretId",
                        column: x => x.SecretId,
                        principalTable: "Secrets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "Counters",
                columns: new[] { "Name", "Last" },
                values: new object[] { "Lockbox", 0L });

            migrationBuilder.CreateIndex(
                name: "IX_Items_InLockboxId",
                table: "Items",
                column: "InLockboxId");

            migrationBuilder.CreateIndex(
                name: "IX_Secrets_Current",
                table: "Secrets",
                columns: new[] { "ItemId", "Field" },
                unique: true,
                filter: "\"ReplacedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Secrets_Item",
                table: "Secrets",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_SecretViews_SecretId",
                table: "SecretViews",
                column: "SecretId");

            migrationBuilder.CreateIndex(
                name: "IX_SecretViews_UserId",
                table: "SecretViews",
                column: "UserId");

            migrationBuilder.AddForeignKey(
                name: "FK_Items_Items_InLockboxId",
                table: "Items",
                column: "InLockboxId",
                principalTable: "Items",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Items_Items_InLockboxId",
                table: "Items");

            migrationBuilder.DropTable(
                name: "SecretViews");

            migrationBuilder.DropTable(
                name: "Secrets");

            migrationBuilder.DropIndex(
                name: "IX_Items_InLockboxId",
                table: "Items");

            migrationBuilder.DeleteData(
                table: "Counters",
                keyColumn: "Name",
                keyValue: "Lockbox");

            migrationBuilder.DropColumn(
                name: "LockCodeDays",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "InLockboxId",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "Spot",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "SupraId",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "Inside",
                table: "Checkouts");
        }
    }
}

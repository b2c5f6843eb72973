using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kbm.Data.Migrations.Sqlite.Tenant
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 180);

            // With its foreign key in one, so that the table is not built anew, which would lose the indexes that the model does not know.
            migrationBuilder.Sql("""ALTER TABLE "Items" ADD COLUMN "InLockboxId" INTEGER NULL CONSTRAINT "FK_Items_Items_InLockboxId" REFERENCES "Items" ("Id") ON DELETE RESTRICT;""");

            migrationBuilder.AddColumn<string>(
                name: "Spot",
                table: "Items",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SupraId",
                table: "Items",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Inside",
                table: "Checkouts",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Secrets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Sealed = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    SetAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SetById = table.Column<long>(type: "INTEGER", nullable: false),
                    SetBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ReplacedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SecretId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
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

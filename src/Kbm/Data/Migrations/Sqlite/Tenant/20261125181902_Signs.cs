using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Kbm.Data.Migrations.Sqlite.Tenant
{
    /// <inheritdoc />
    public partial class Signs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Condition",
                table: "Items",
                type: "TEXT",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Material",
                table: "Items",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PieceType",
                table: "Items",
                type: "TEXT",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RiderText",
                table: "Items",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PropertyId",
                table: "Checkouts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Mountings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SignId = table.Column<long>(type: "INTEGER", nullable: false),
                    PieceId = table.Column<long>(type: "INTEGER", nullable: false),
                    PutInAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PutInBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    TakenOutAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    TakenOutBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ReplacesId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mountings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Mountings_Items_PieceId",
                        column: x => x.PieceId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Mountings_Items_SignId",
                        column: x => x.SignId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Mountings_Mountings_ReplacesId",
                        column: x => x.ReplacesId,
                        principalTable: "Mountings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "Counters",
                columns: new[] { "Name", "Last" },
                values: new object[,]
                {
                    { "AssembledSign", 0L },
                    { "SignPiece", 0L }
                });

            migrationBuilder.CreateIndex(
                name: "IX_Checkouts_PropertyId",
                table: "Checkouts",
                column: "PropertyId");

            migrationBuilder.CreateIndex(
                name: "IX_Mountings_Open",
                table: "Mountings",
                column: "PieceId",
                unique: true,
                filter: "\"TakenOutAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Mountings_Piece",
                table: "Mountings",
                column: "PieceId");

            migrationBuilder.CreateIndex(
                name: "IX_Mountings_ReplacesId",
                table: "Mountings",
                column: "ReplacesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mountings_SignId",
                table: "Mountings",
                column: "SignId");

            migrationBuilder.AddForeignKey(
                name: "FK_Checkouts_Properties_PropertyId",
                table: "Checkouts",
                column: "PropertyId",
                principalTable: "Properties",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Checkouts_Properties_PropertyId",
                table: "Checkouts");

            migrationBuilder.DropTable(
                name: "Mountings");

            migrationBuilder.DropIndex(
                name: "IX_Checkouts_PropertyId",
                table: "Checkouts");

            migrationBuilder.DeleteData(
                table: "Counters",
                keyColumn: "Name",
                keyValue: "AssembledSign");

            migrationBuilder.DeleteData(
                table: "Counters",
                keyColumn: "Name",
                keyValue: "SignPiece");

            migrationBuilder.DropColumn(
                name: "Condition",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "Material",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "PieceType",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "RiderText",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "PropertyId",
                table: "Checkouts");
        }
    }
}

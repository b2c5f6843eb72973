using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kbm.Data.Migrations.Postgres.Tenant
{
    /// <inheritdoc />
    public partial class AccountDeeds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DeedId",
                table: "Activity",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Activity_DeedId",
                table: "Activity",
                column: "DeedId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Activity_DeedId",
                table: "Activity");

            migrationBuilder.DropColumn(
                name: "DeedId",
                table: "Activity");
        }
    }
}

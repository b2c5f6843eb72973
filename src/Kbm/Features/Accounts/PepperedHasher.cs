using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Accounts;

/// <summary>Identity's hasher over the PIN mixed with the pepper, so that the catalog alone yields no PIN.</summary>
internal sealed class PepperedHasher(IOptions<PasswordHasherOptions> options, DeploymentSecrets secrets) : PasswordHasher<User>(options)
{
    public override string HashPassword(User user, string password) => base.HashPassword(user, Pepper(password));

    public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, Pepper(providedPassword));

    private string Pepper(string pin) => Convert.ToBase64String(HMACSHA256.HashData(secrets.PinPepper, Encoding.UTF8.GetBytes(pin)));
}

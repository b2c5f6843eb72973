namespace Kbm.Features.Accounts;

/// <summary>
/// Counts and locks emails that nobody signs in with as it is done for those of users, so that a lock does not tell that there is
/// an account. Each node counts for itself, in memory.
/// </summary>
internal sealed class UnknownEmails
{
    private const int Most = 10_000;
    private readonly Dictionary<(Guid Tenant, string Email), (int Tries, DateTime? LockedUntil)> _tries = [];

    /// <returns>Until when the email was already locked before this try.</returns>
    public DateTime? CountTry(Guid tenant, string email, DateTime now)
    {
        lock (_tries)
        {
            var (tries, until) = _tries.GetValueOrDefault((tenant, email));
            if (until > now) return until;
            if (_tries.Count >= Most) _tries.Clear();
            _tries[(tenant, email)] = (tries + 1, User.LockAfter(tries + 1, now));
            return null;
        }
    }
}

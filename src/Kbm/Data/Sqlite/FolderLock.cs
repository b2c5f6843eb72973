namespace Kbm.Data;

/// <summary>Holds a data folder for this process. The operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="CannotStartException">The folder cannot be written, or another process holds it.</exception>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, "kbm.lock");
        try
        {
            Directory.CreateDirectory(folder);
            var isThere = File.Exists(path);
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (isThere)
            {
                throw new CannotStartException($"The data folder {folder} is being served by another process; stop that one first.");
            }
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new CannotStartException($"The data folder {folder} cannot be written: {failure.Message}");
        }
    }

    public void Dispose() => _file.Dispose();
}

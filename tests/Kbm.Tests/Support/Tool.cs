using System.ComponentModel;
using System.Diagnostics;

namespace Kbm.Tests.Support;

/// <summary>Programs that read what KBM writes as others do.</summary>
internal static class Tool
{
    /// <summary>Runs one to its end and answers what it says.</summary>
    public static async Task<string> Run(string tool, DirectoryInfo folder, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);

        // zbarimg answers 4 when a page bears no symbol.
        if (process.ExitCode is not 0 && !(tool == "zbarimg" && process.ExitCode == 4))
            throw new InvalidOperationException($"{tool} failed with code {process.ExitCode}: {await errors}");
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"This test needs the program {start.FileName}; install poppler-utils (pdftoppm, pdftotext, pdfinfo), zbar-tools (zbarimg) and libreoffice-calc (soffice).", missing);
        }
    }
}

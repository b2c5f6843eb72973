using System.Runtime.InteropServices;
using Kbm.Bench;

if (args is not [var kbm, .. var rest] || !File.Exists(kbm) || rest is not ([] or ["sizes" or "imports"]))
{
    Console.Error.WriteLine("Run eng/bench instead: it builds KBM and says where it is.");
    return 2;
}

using var cancel = new CancellationTokenSource(TimeSpan.FromMinutes(12));
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var folder = Directory.CreateTempSubdirectory("kbm-bench-");
try
{
    var measurements = new Measurements(kbm, folder.FullName, cancel.Token);
    if (rest is []) await measurements.Run();
    if (rest is [] or ["sizes"]) await measurements.MeasureSizes();
    if (rest is [] or ["imports"]) await measurements.MeasureImport();
    return 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped before the end.");
    return 1;
}
catch (InvalidOperationException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
finally
{
    folder.Delete(recursive: true);
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancel.Cancel();
}

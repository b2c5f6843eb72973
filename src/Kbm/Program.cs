using Kbm.Commands;

return await CommandLine.Run(args);

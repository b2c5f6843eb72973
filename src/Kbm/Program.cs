Console.WriteLine("kbm");

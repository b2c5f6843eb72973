Console.Error.WriteLine("This project only lends its references to `dotnet ef`; run eng/Migrations/add NAME instead.");
return 2;

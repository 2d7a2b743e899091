using System.Globalization;
using AkkaChat.Bench.AspNetPeer;

// What ASP.NET Core offers by itself for a chat with rooms: a SignalR hub at /signalr, a broadcast over plain WebSockets at /.
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(int.Parse(args[0], CultureInfo.InvariantCulture)));
builder.Services.AddSignalR();
builder.Services.AddSingleton<Rooms>();
var app = builder.Build();
app.UseWebSockets();
app.MapHub<ChatHub>("/signalr");
app.Map("/", (HttpContext context, Rooms rooms) => rooms.ServeAsync(context));
app.Run();

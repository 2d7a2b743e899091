using Microsoft.AspNetCore.SignalR;

namespace AkkaChat.Bench.AspNetPeer;

/// <summary>A chat as SignalR's tutorials build it: a group a room.</summary>
internal sealed class ChatHub : Hub
{
    private const string Room = "room";

    public Task Join(string room)
    {
        Context.Items[Room] = room;
        return Groups.AddToGroupAsync(Context.ConnectionId, room);
    }

    public Task Send(string text) => Clients.Group((string)Context.Items[Room]!).SendAsync("Said", text);
}

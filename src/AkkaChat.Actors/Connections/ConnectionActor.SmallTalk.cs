using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>Small talk: what puts nothing into a room. Each bit of it costs the server little; much of it is a flood, and ends the connection.</summary>
public sealed partial class ConnectionActor
{
    // A post that is refused is small talk too: see RefusePost.
    private bool PutsNothingIntoARoom(ClientRequest request) => request is not ClientRequest.Post || me is null;

    private bool IsFlood(ClientRequest request)
    {
        var frames = request is ClientRequest.SmallTalk talk ? talk.Frames : 1;
        if (smallTalk.TryTake(frames) == TimeSpan.Zero)
            return false;
        Close(CloseCode.Flooding);
        return true;
    }

    private bool RefusePost(ClientRequest.Post post, RequestError error)
    {
        if (!IsFlood(post))
            Refuse(post.Ref, error);
        return true;
    }
}

using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>Refusals as nodes.proto has them, and back. A reason of a newer version becomes <see cref="ErrorCode.Internal"/>; its words stay.</summary>
internal static class RefusalForms
{
    private static readonly Dictionary<ErrorCode, Wire.ErrorCode> ToCode = new()
    {
        [ErrorCode.Internal] = Wire.ErrorCode.Internal,
        [ErrorCode.BadRequest] = Wire.ErrorCode.BadRequest,
        [ErrorCode.HelloFirst] = Wire.ErrorCode.HelloFirst,
        [ErrorCode.Unauthenticated] = Wire.ErrorCode.Unauthenticated,
        [ErrorCode.Forbidden] = Wire.ErrorCode.Forbidden,
        [ErrorCode.NotFound] = Wire.ErrorCode.NotFound,
        [ErrorCode.NotJoined] = Wire.ErrorCode.NotJoined,
        [ErrorCode.NameTaken] = Wire.ErrorCode.NameTaken,
        [ErrorCode.RateLimited] = Wire.ErrorCode.RateLimited,
        [ErrorCode.TooLarge] = Wire.ErrorCode.TooLarge,
        [ErrorCode.IdConflict] = Wire.ErrorCode.IdConflict,
        [ErrorCode.Unavailable] = Wire.ErrorCode.Unavailable,
    };

    private static readonly Dictionary<Wire.ErrorCode, ErrorCode> FromCode = ToCode.ToDictionary(c => c.Value, c => c.Key);

    public static Wire.CommandRefused ToWire(this CommandRefused refused)
    {
        var (code, message, retryAfterMs) = refused.Error;
        var wire = new Wire.CommandRefused { Number = refused.Number, Code = ToCode[code], Message = message };
        if (retryAfterMs is { } wait)
            wire.RetryAfterMs = wait;
        return wire;
    }

    public static CommandRefused FromWire(this Wire.CommandRefused refused, RoomId room) => new(room, refused.Number, new RequestError(
        FromCode.GetValueOrDefault(refused.Code, ErrorCode.Internal),
        refused.Message,
        refused.HasRetryAfterMs ? refused.RetryAfterMs : null));
}

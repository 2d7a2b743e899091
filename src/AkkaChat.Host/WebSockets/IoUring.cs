using System.Runtime.InteropServices;

namespace AkkaChat.Host.WebSockets;

/// <summary>As much of Linux's io_uring(7) as sends need: requests are put into memory shared with the system, and one call has all of them done.</summary>
internal sealed unsafe partial class IoUring
{
    /// <summary>IORING_FEAT_SINGLE_MMAP; and IORING_FEAT_FAST_POLL, which came with Linux 5.7, after sends.</summary>
    private const uint NeededFeatures = (1 << 0) | (1 << 5);

    private const int SetupCall = 425, EnterCall = 426, Interrupted = 4;

    private const uint WaitForCompletions = 1;

    private const nint QueuesOffset = 0, RequestsOffset = 0x10000000;

    private const byte Send = 26;

    private readonly int file;
    private readonly byte* queues;
    private readonly Request* requests;
    private readonly nuint queuesLength, requestsLength;
    private readonly uint* requestTail, completionHead, completionTail;
    private readonly uint requestMask, completionMask;
    private readonly Completion* completions;

    private IoUring(int file, in Parameters p)
    {
        this.file = file;
        queuesLength = Math.Max(p.RequestNumbers + (p.Requests * sizeof(uint)), p.FirstCompletion + (p.Completions * (uint)sizeof(Completion)));
        requestsLength = p.Requests * (uint)sizeof(Request);
        queues = Map(file, queuesLength, QueuesOffset);
        requests = (Request*)Map(file, requestsLength, RequestsOffset);
        requestTail = (uint*)(queues + p.RequestTail);
        requestMask = *(uint*)(queues + p.RequestMask);
        completionHead = (uint*)(queues + p.CompletionHead);
        completionTail = (uint*)(queues + p.CompletionTail);
        completionMask = *(uint*)(queues + p.CompletionMask);
        completions = (Completion*)(queues + p.FirstCompletion);
        var numbers = (uint*)(queues + p.RequestNumbers);
        for (var i = 0u; i < p.Requests; i++)
            numbers[i] = i; // In the order in which they are added.
    }

    ~IoUring()
    {
        _ = Unmap((byte*)requests, requestsLength);
        _ = Unmap(queues, queuesLength);
        _ = Close(file);
    }

    /// <summary>Null where the system has none, or does not let this process have one, as in many containers.</summary>
    /// <param name="requests">How many at a time, a power of two.</param>
    public static IoUring? TryCreate(int requests)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var parameters = default(Parameters);
        var file = (int)Setup(SetupCall, requests, &parameters);
        if (file < 0)
            return null;
        if ((parameters.Features & NeededFeatures) == NeededFeatures)
            return new IoUring(file, parameters);
        _ = Close(file);
        return null;
    }

    /// <summary>Has bytes sent with the next <see cref="TrySubmit"/>; until then they must stay where they are, and the socket open.</summary>
    /// <param name="flags">As send(2) has them.</param>
    /// <param name="number">By which its completion is known.</param>
    public void AddSend(nint socket, byte* first, int length, int flags, int number)
    {
        var tail = *requestTail;
        requests[tail & requestMask] = new Request { Kind = Send, File = (int)socket, First = first, Length = (uint)length, Flags = (uint)flags, Number = (ulong)number };
        Volatile.Write(ref *requestTail, tail + 1);
    }

    /// <summary>
    /// Hands over the last <paramref name="added"/> requests and waits until all that are handed over and not completed, <paramref name="open"/>
    /// of them, are. Takes off <paramref name="added"/> what the system has taken. False when it refuses.
    /// </summary>
    public bool TrySubmit(ref int added, int open)
    {
        var taken = Enter(EnterCall, file, (nuint)added, (nuint)open, WaitForCompletions, null, 0);
        added -= (int)Math.Max(0, taken);
        return taken >= 0 || Marshal.GetLastPInvokeError() == Interrupted;
    }

    /// <summary>False when there is none more now. <paramref name="result"/> is what send(2) returns, or an error's number less than zero.</summary>
    public bool TryTakeCompletion(out int number, out int result)
    {
        var head = *completionHead;
        if (head == Volatile.Read(ref *completionTail))
        {
            (number, result) = (0, 0);
            return false;
        }
        ref var completion = ref completions[head & completionMask];
        (number, result) = ((int)completion.Number, completion.Result);
        Volatile.Write(ref *completionHead, head + 1);
        return true;
    }

    private static byte* Map(int file, nuint length, nint offset)
    {
        const int ReadAndWrite = 3, SharedAndLoaded = 0x8001;
        var memory = Map(null, length, ReadAndWrite, SharedAndLoaded, file, offset);
        return memory != (byte*)-1 ? memory : throw new IOException($"No memory is shared with an io_uring: error {Marshal.GetLastPInvokeError()}");
    }

    /// <summary>io_uring_sqe.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private struct Request
    {
        [FieldOffset(0)]
        public byte Kind;

        [FieldOffset(4)]
        public int File;

        [FieldOffset(16)]
        public byte* First;

        [FieldOffset(24)]
        public uint Length;

        [FieldOffset(28)]
        public uint Flags;

        [FieldOffset(32)]
        public ulong Number;
    }

    /// <summary>io_uring_cqe.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    private struct Completion
    {
        [FieldOffset(0)]
        public ulong Number;

        [FieldOffset(8)]
        public int Result;
    }

    /// <summary>io_uring_params: how many requests and completions there is room for, and at which byte of the shared memory what begins.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 120)]
    private struct Parameters
    {
        [FieldOffset(0)]
        public uint Requests;

        [FieldOffset(4)]
        public uint Completions;

        [FieldOffset(20)]
        public uint Features;

        [FieldOffset(44)]
        public uint RequestTail;

        [FieldOffset(48)]
        public uint RequestMask;

        [FieldOffset(64)]
        public uint RequestNumbers;

        [FieldOffset(80)]
        public uint CompletionHead;

        [FieldOffset(84)]
        public uint CompletionTail;

        [FieldOffset(88)]
        public uint CompletionMask;

        [FieldOffset(100)]
        public uint FirstCompletion;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Setup(nint call, nint requests, Parameters* parameters);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Enter(nint call, nint file, nuint toSubmit, nuint toComplete, nuint flags, void* signals, nuint signalsLength);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial byte* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(byte* first, nuint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}

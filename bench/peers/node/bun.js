// Rooms by ?room= on Bun's own publish/subscribe: what one says, all of the room get, the sender too. Nothing is stored.
Bun.serve({
  hostname: '127.0.0.1',
  port: Number(process.argv[2]),
  fetch(request, server) {
    const room = new URL(request.url).searchParams.get('room') ?? 'lobby'
    return server.upgrade(request, { data: { room } }) ? undefined : new Response('A WebSocket is expected.', { status: 400 })
  },
  websocket: {
    publishToSelf: true,
    perMessageDeflate: false,
    idleTimeout: 0,
    backpressureLimit: 256 * 1024 * 1024,
    open(socket) { socket.subscribe(socket.data.room) },
    message(socket, text) { socket.publish(socket.data.room, text) },
  },
})

// Rooms by ?room= on npm's ws: what one says is sent to each of the room in turn. Nothing is stored.
import { WebSocketServer } from 'ws'

const rooms = new Map()
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 })

server.on('connection', (socket, request) => {
  const name = new URL(request.url, 'ws://localhost').searchParams.get('room') ?? 'lobby'
  if (!rooms.has(name)) rooms.set(name, new Set())
  const room = rooms.get(name).add(socket)
  socket.on('message', (text, binary) => room.forEach(member => member.send(text, { binary })))
  socket.on('close', () => room.delete(socket))
  socket.on('error', () => room.delete(socket))
})

import './elements/chat-app.js'
import { Chat } from './chat.js'
import { identityKey, IdentityStore } from './helpers/identity-store.js'
import { openOutboxStore } from './helpers/outbox-store.js'
import { safeStorage } from './helpers/safe-storage.js'
import { Tabs } from './helpers/tabs.js'
import { roomOf } from './models/room-name.js'

const roomName = roomOf(location.search)
const app = document.querySelector('chat-app')

if (roomName === null) app.showNoRoom()
else await startIn(roomName)

async function startIn(roomName) {
  const chat = new Chat({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/`,
    roomName,
    identities: new IdentityStore(safeStorage('localStorage')),
    outboxStore: await openOutboxStore(),
    tabs: new Tabs('akkachat'),
    isLookedAt: () => !document.hidden,
  })
  app.show(chat)
  addEventListener('online', () => chat.wake())
  addEventListener('offline', () => chat.statusChanged.emit())
  addEventListener('pageshow', event => event.persisted && chat.wake())
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return
    chat.unread.clear()
    chat.wake()
  })
  // Left in another tab: here too, then.
  addEventListener('storage', event => event.key === identityKey && event.newValue === null && location.reload())
  await chat.start()
}

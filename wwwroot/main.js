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
  })
  app.show(chat)
  addEventListener('online', () => chat.wake())
  addEventListener('offline', () => chat.statusChanged.emit())
  addEventListener('pageshow', event => event.persisted && chat.wake())
  const looks = () => chat.reading.looks(!document.hidden && document.hasFocus())
  addEventListener('focus', looks)
  addEventListener('blur', looks)
  document.addEventListener('visibilitychange', () => {
    looks()
    if (!document.hidden) chat.wake()
  })
  looks()
  // Left in another tab: here too, then.
  addEventListener('storage', event => event.key === identityKey && event.newValue === null && location.reload())
  await chat.start()
}

import { changed, hasReacted } from './message.js'

/** What a command of a person makes of a message, by the kind of its event. */
const kinds = { edit: 'edited', delete: 'deleted', react: 'reacted', unreact: 'unreacted' }

export const isSend = ({ type = 'send' }) => type === 'send'

export const edit = (message, text) => ({ type: 'edit', target: message.seq, text })
export const remove = message => ({ type: 'delete', target: message.seq })
export const toggle = (message, emoji, me) =>
  ({ type: hasReacted(message, emoji, me) ? 'unreact' : 'react', target: message.seq, emoji })

/** Whether its seqs are those of another log than this one, where they may mean other messages. */
const isOfAnother = (command, epoch) => Boolean(command.epoch && command.epoch !== epoch)

/** A change of a message that is not of this log: it would hit another one. */
export const isAstray = (command, epoch) => !isSend(command) && isOfAnother(command, epoch)

/** The request that takes a command to the server: its type and fields. What is undefined does not go over the wire. */
export function requestOf(command, epoch) {
  const { type = 'send', room, id, text, target, emoji } = command
  const replyTo = isOfAnother(command, epoch) ? undefined : command.replyTo
  return [type, { room, id, text, replyTo, target, emoji }]
}

/**
 * The messages as they will be once the server has what waits. A message whose change failed, or takes long,
 * tells it in `change`: {id, type, state, words, text, emoji}.
 */
export function withChanges(messages, items, me, epoch) {
  const changes = new Map()
  for (const item of items) {
    if (isSend(item) || isAstray(item, epoch)) continue
    changes.set(item.target, [...(changes.get(item.target) ?? []), item])
  }
  if (!changes.size) return messages
  return messages.map(message => changes.get(message.seq)?.reduce((so, item) => withChange(so, item, me), message) ?? message)
}

function withChange(message, item, me) {
  const after = item.state === 'failed' ? message
    : changed(message, { ...item, kind: kinds[item.type], by: me, at: message.editedAt ?? item.at })
  if (item.state === 'stored' || message.change?.state === 'failed') return after
  return { ...after, change: item }
}

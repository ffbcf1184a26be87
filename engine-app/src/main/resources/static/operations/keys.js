/* The keys that sign messages to clients: the one that signs, the announced one, and the former ones; and who replaced and revoked them. */

import { button, element, link, section, status, t, table, timestamp } from './dom.js';
import { get } from './server.js';
import { ask } from './question.js';
import { history } from './record.js';

const KEYS = '/api/operations/signing-keys';

function meaning(key) {
  switch (key.state) {
    case 'NEXT': return [t('Announced to the clients. Signs as soon as the announcements are in their queues, at the latest:'), ' ', timestamp(key.signsAtLatest)];
    case 'ACTIVE': return t('Signs the messages to all clients.');
    case 'RETIRED': return t('Signs no more. Its messages remain valid.');
    default: return t('Not to be trusted. Clients warn of messages that it signs.');
  }
}

function replaceButton(keys) {
  const node = button('strong', t('Replace key …'), () => ask({
    title: t('Replace key'),
    effect: t('Another key is created and announced to all clients, in a message that the present key signs. It signs as soon as the announcements are in their queues. Clients change over by themselves; no message is lost.'),
    path: KEYS, done: t('The next key is announced.')
  }));
  node.disabled = keys.some(key => key.state === 'NEXT');
  return node;
}

function revokeButton(key) {
  return key.state !== 'RETIRED' ? '' : button('danger', t('Revoke key …'), () => ask({
    title: t('Revoke key'), subject: key.kid.slice(0, 8) + '…', dangerous: true, path: KEYS + '/' + encodeURIComponent(key.kid) + '/revocation',
    effect: t('All clients receive the revocation of the key {0} and warn of messages that it signs. Needed if somebody else may have the private key. This cannot be undone.', key.kid.slice(0, 8) + '…'),
    done: t('The key is revoked.')
  }));
}

export async function showKeys() {
  const [keys, actions] = await Promise.all([get(KEYS), get(KEYS + '/actions')]);
  document.title = t('Signing keys');
  return [
    section('Signing keys', keys.length,
      element('p', 'hint', t('The server signs each message to a client. Clients pin the thumbprint of a key; compare it over another channel.'), ' ',
        link('/.well-known/jwks.json', t('Public keys'))),
      element('p', 'buttons', replaceButton(keys)),
      table(t('Signing keys'), [t('Thumbprint'), t('State'), t('Meaning'), t('Since'), t('Actions')],
        keys.map(key => [element('code', {}, key.kid), status(key.state), meaning(key), timestamp(key.since), revokeButton(key)]))),
    history(actions)];
}

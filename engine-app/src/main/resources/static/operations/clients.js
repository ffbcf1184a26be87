/* The clients, and one client: its limit, keys and secrets. A secret is shown once, when it is created. */

import { amount, button, count, counted, element, link, section, select, status, t, table, timestamp } from './dom.js';
import { decimalField, decimalOf } from './numbers.js';
import { get } from './server.js';
import { ask, askOfNow, reasonField } from './question.js';
import { history } from './record.js';

const LIST = '/api/operations/clients';

/** Digits of an order limit before the decimal mark. */
const DIGITS = 12;

function pathOf(client) {
  return LIST + '/' + encodeURIComponent(client.id);
}

function limitField(value) {
  return decimalField('orderLimit', DIGITS, value);
}

function withLimit(values) {
  return { ...values, orderLimit: decimalOf(values.orderLimit) };
}

/** A button whose question begins with what the client has now: another person may have changed it since the page was loaded. */
function changeButton(client, text, question) {
  return button('plain', text, () => askOfNow(() => get(pathOf(client)), now => ({ subject: client.id, method: 'PUT', ...question(now) })));
}

function quotaField(name, value, max) {
  return element('input', { name, type: 'number', min: 1, max, value: value ?? '' });
}

/** The limits of a client's orders in words. */
function quotaText(quota) {
  return [quota.ordersPerMinute && counted(quota.ordersPerMinute, t('1 order per minute'), t('{0} orders per minute', count(quota.ordersPerMinute))),
    quota.openTrades && counted(quota.openTrades, t('1 open trade'), t('{0} open trades', count(quota.openTrades)))].filter(part => part).join(', ') || t('none');
}

function quotaButton(client) {
  return changeButton(client, t('Change quota …'), now => ({
    title: t('Change quota'),
    effect: t('Applies to later orders. An order above the quota is refused and can be sent again later. Leave a field empty for any number.'),
    fields: [[t('Orders per minute'), quotaField('ordersPerMinute', now.quota.ordersPerMinute, 100000)],
      [t('Open trades'), quotaField('openTrades', now.quota.openTrades, 10000000)]],
    path: pathOf(client) + '/quota', done: t('The quota is changed.'),
    body: values => Object.fromEntries(Object.entries(values).filter(([, value]) => value).map(([name, value]) => [name, Number(value)]))
  }));
}

/** The content of the dialog that shows a new secret. */
function newSecret(issued) {
  const lines = brokerLines(issued.client, issued.secret);
  return {
    title: t('Secret of {0}', issued.client.id),
    content: [
      element('p', {}, t('The server stores only a hash. Give the secret to the client now; it is not shown again.')),
      element('pre', { className: 'secret', tabIndex: 0 }, issued.secret),
      lines && element('p', {}, t('The external broker needs these lines, too:')),
      lines].filter(part => part)
  };
}

function brokerLines(client, secret) {
  return client.brokerLines
    ? element('pre', { tabIndex: 0 }, client.brokerLines.map(part =>
      '<!-- ' + part.element + ' -->\n' + part.lines.join('\n').replaceAll('SECRET', secret ?? 'SECRET')).join('\n\n'))
    : null;
}

function createButton() {
  return button('strong', t('Create client …'), () => ask({
    title: t('Create client'),
    effect: t('The client can log in at once, at the broker and over HTTP. Its id cannot be changed, and is never given again.'),
    fields: [
      [t('Client id'), element('input', { name: 'id', required: true, pattern: '[a-z][a-z0-9\\-]{0,31}', maxLength: 32, autocomplete: 'off' })],
      [t('Order limit'), limitField('10000.00')]],
    path: LIST, body: withLimit, show: newSecret
  }));
}

function validity(secret) {
  return secret.validUntil ? [t('until'), ' ', timestamp(secret.validUntil)] : t('without an end');
}

function revokeButton(client, secret) {
  return client.secrets.length < 2 ? '' : button('danger', t('Revoke …'), () => ask({
    title: t('Revoke'), subject: client.id, dangerous: true, method: 'DELETE', path: pathOf(client) + '/secrets/' + secret.id,
    effect: t('Logins with this secret are refused, and connections that use it are closed, at once. The other secret stays valid.'),
    done: t('The secret is revoked.')
  }));
}

function actionsOf(client) {
  const path = pathOf(client);
  const enabled = client.state === 'ENABLED';
  const rotation = button('plain', t('Rotate secret …'), () => ask({
    title: t('Rotate secret'), subject: client.id,
    effect: t('The client gets another secret. The former one remains valid for a while, so that no connection breaks.'),
    fields: [[t('The former secret is valid for'), select('overlap', {
      '7d': t('7 days'), '1d': t('1 day'), '1h': t('1 hour'), '0s': t('no longer: close its connections at once') }, '7d')]],
    path: path + '/secrets', body: values => values, show: newSecret
  }));
  rotation.disabled = client.secrets.length > 1;
  return element('p', { className: 'buttons actions' },
    changeButton(client, t('Change limit …'), now => ({
      title: t('Change limit'), effect: t('Applies to later orders. An order above the limit waits for a person.'),
      fields: [[t('Order limit'), limitField(now.orderLimit)]], path: path + '/order-limit',
      body: withLimit, done: t('The limit is changed.')
    })),
    quotaButton(client),
    rotation,
    changeButton(client, t('Change keys …'), now => ({
      title: t('Change keys'),
      effect: t('With a registered key, orders and requests of the client must be signed with it. One thumbprint in each line; none to accept unsigned messages.'),
      fields: [[t('Thumbprints'), element('textarea', { name: 'keys', maxLength: 500, value: now.keys.join('\n') })]],
      path: path + '/keys', body: values => ({ keys: values.keys.split(/\s+/).filter(key => key) }), done: t('The keys are changed.')
    })),
    enabled
      ? button('danger', t('Disable …'), () => ask({
        title: t('Disable'), subject: client.id, dangerous: true, method: 'PUT', path: path + '/state',
        effect: t('The client cannot log in any more, and its connections are closed at once. Its trades go on, and its messages wait.'),
        fields: [[t('Reason'), reasonField()]], body: values => ({ state: 'DISABLED', text: values.text }), done: t('The client is disabled.')
      }))
      : button('strong', t('Enable …'), () => ask({
        title: t('Enable'), subject: client.id, method: 'PUT', path: path + '/state', effect: t('The client can log in again, with the secrets that it has.'),
        fields: [[t('Reason'), reasonField()]], body: values => ({ state: 'ENABLED', text: values.text }), done: t('The client is enabled.')
      })),
    enabled ? null : button('danger', t('Delete …'), () => ask({
      title: t('Delete'), subject: client.id, dangerous: true, method: 'DELETE', path, next: '#/clients',
      effect: t('Secrets, keys and the queue with all messages in it are removed. The trades stay. The id is never given again. This cannot be undone.'),
      done: t('The client is deleted.')
    })));
}

async function showClient(id) {
  const path = LIST + '/' + encodeURIComponent(id);
  const [client, actions] = await Promise.all([get(path), get(path + '/actions')]);
  const lines = brokerLines(client, null);
  document.title = t('Client {0}', id);
  return [
    section('Client', null, element('p', {}, element('strong', {}, id), ' ', status(client.state), ' · ',
      t('Order limit'), ' ', amount(client.orderLimit), ' · ', t('Quota'), ' ', quotaText(client.quota), ' · ', link('#/trades?client=' + encodeURIComponent(id), t('Trades'))), actionsOf(client)),
    section('Secrets', client.secrets.length,
      table(t('Secrets'), [t('Secret'), t('Created'), t('Valid'), t('Actions')], client.secrets.map(secret =>
        [t('Secret {0}', secret.id), timestamp(secret.createdAt), validity(secret), revokeButton(client, secret)]))),
    section('Keys', client.keys.length, client.keys.length === 0 ? element('p', 'empty', t('Signatures are optional for this client.'))
      : element('ul', 'counts wide', client.keys.map(key => element('li', {}, element('code', {}, key))))),
    lines && section('External broker', null, element('p', 'hint', t('Lines of activemq.xml, with the secret in place of SECRET.')), lines),
    history(actions)
  ].filter(part => part);
}

export async function showClients(id) {
  if (id) {
    return showClient(id);
  }
  const clients = await get(LIST);
  document.title = t('Clients');
  return [section('Clients', clients.length, element('p', 'buttons', createButton()),
    clients.length === 0 ? element('p', 'empty', t('There is no client yet.'))
      : table(t('Clients'), [t('Client'), t('State'), [t('Order limit'), 'number'], t('Secrets'), t('Keys')], clients.map(client => [
        link('#/clients/' + encodeURIComponent(client.id), client.id), status(client.state), amount(client.orderLimit),
        String(client.secrets.length), String(client.keys.length)])))];
}

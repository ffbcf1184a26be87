/* The list of trades. The server searches, sorts and pages; the address holds the conditions, so that a list can be linked to. */

import { amount, button, count, element, field, link, section, select, status, t, table, timestamp, words } from './dom.js';
import { get } from './server.js';
import { PAGE_SIZE, checkEnd } from './pager.js';

const STATUSES = {
  order: ['RECEIVED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD', 'CANCELLING', 'COMPLETED', 'REJECTED', 'CANCELLED', 'FAILED'],
  delivery: ['NOT_STARTED', 'NOT_REQUIRED', 'BACKORDERED', 'PREPARING', 'PARTIALLY_SHIPPED', 'SHIPPED', 'PARTIALLY_DELIVERED',
    'UNDELIVERABLE', 'DELIVERED', 'PARTIALLY_RETURNED', 'RETURNED', 'CANCELLED'],
  payment: ['PENDING', 'NOT_REQUIRED', 'REQUIRES_ACTION', 'AUTHORIZED', 'EXPIRED', 'FAILED', 'PARTIALLY_PAID', 'PAID',
    'PARTIALLY_REFUNDED', 'REFUNDED', 'VOIDED']
};
const STATES = { '': 'open and finished', open: 'open', finished: 'finished' };
const FLAGS = {
  overdue: 'overdue', disputed: 'disputed by the client', orphaned: 'without a working process', failed: 'with an incident',
  unsent: 'with unsent messages', unconfirmed: 'not confirmed by the client'
};
const SORTS = {
  NEWEST: 'newest first', OLDEST: 'oldest first', CHANGED: 'latest change first', UNCHANGED: 'longest without change first',
  REFERENCE: 'by order reference', AMOUNT: 'by amount'
};

export const flagText = flag => t(FLAGS[flag.toLowerCase()] ?? flag);

function addressOf(query) {
  const kept = [...query].filter(([, value]) => value !== '');
  return '#/trades' + (kept.length ? '?' + new URLSearchParams(kept) : '');
}

function filters(query) {
  // The conditions are read from the address when they change: this form may be one that the page is about to replace.
  const change = alter => {
    const next = new URLSearchParams(location.hash.split('?')[1]);
    next.set('q', search.value);
    next.set('client', client.value);
    next.delete('offset');
    alter(next);
    location.hash = addressOf(next);
  };
  const search = element('input', { type: 'search', name: 'q', maxLength: 64, autocomplete: 'off', defaultValue: query.get('q') ?? '' });
  const client = element('input', { type: 'search', name: 'client', maxLength: 32, autocomplete: 'off', defaultValue: query.get('client') ?? '' });
  const flag = Object.keys(FLAGS).find(name => query.get(name) === 'true') ?? '';
  const choice = (name, label, options) => {
    const control = select(name, options, query.get(name));
    control.addEventListener('change', () => change(next => next.set(name, control.value)));
    return field(label, control);
  };
  const attention = select('attention', { '': t('any'), ...mapped(FLAGS) }, flag);
  attention.addEventListener('change', () => change(next => {
    Object.keys(FLAGS).forEach(name => next.delete(name));
    if (attention.value) {
      next.set(attention.value, 'true');
    }
  }));
  const form = element('form', 'filters',
    field(t('Order reference or trading identifier'), search), field(t('Client'), client),
    choice('state', t('Show'), mapped(STATES)),
    field(t('Attention'), attention),
    Object.entries(STATUSES).map(([name, values]) =>
      choice(name, t(name[0].toUpperCase() + name.slice(1)), { '': t('any'), ...Object.fromEntries(values.map(value => [value, words(value)])) })),
    choice('sort', t('Sort'), { '': t(SORTS.NEWEST), ...Object.fromEntries(Object.entries(SORTS).slice(1).map(([key, text]) => [key, t(text)])) }),
    element('span', 'field buttons', element('button', { type: 'submit', className: 'strong' }, t('Search')),
      query.get('since') ? button('plain', t('also older ones'), () => change(next => next.delete('since'))) : null));
  form.role = 'search';
  form.addEventListener('submit', event => {
    event.preventDefault();
    change(() => { });
  });
  return form;
}

function mapped(options) {
  return Object.fromEntries(Object.entries(options).map(([key, text]) => [key, t(text)]));
}

function rowOf(trade) {
  return [
    [link('#/trades/' + encodeURIComponent(trade.tradingId), trade.orderReference),
      trade.flags.map(flag => [' ', element('span', 'status flag ' + flag.toLowerCase(), flagText(flag))])].flat(2),
    trade.clientId,
    status(trade.order), status(trade.delivery), status(trade.payment),
    amount(trade.total, trade.currency),
    timestamp(trade.acceptedAt), timestamp(trade.changedAt)
  ];
}

function pager(query, result) {
  const go = offset => {
    const next = new URLSearchParams(query);
    next.set('offset', offset || '');
    location.hash = addressOf(next);
  };
  const previous = button('plain', t('Previous page'), () => go(Math.max(0, result.offset - PAGE_SIZE)));
  const next = button('plain', t('Next page'), () => go(result.offset + PAGE_SIZE));
  previous.disabled = result.offset === 0;
  next.disabled = !result.more && result.offset + result.trades.length >= result.total;
  return element('p', 'buttons pager', previous,
    element('span', {}, t('{0} to {1} of {2}', count(result.offset + 1), count(result.offset + result.trades.length), count(result.total, result.more))), next);
}

export async function showTrades(rest, query) {
  const asked = new URLSearchParams(query);
  asked.set('limit', PAGE_SIZE);
  const result = await get('/api/operations/trades?' + asked);
  checkEnd(result.offset, result.trades.length, result.total);
  document.title = t('Trades');
  const list = result.trades.length === 0 ? [element('p', 'empty', t('No trade meets the conditions.'))]
    : [table(t('Trades'), [t('Order'), t('Client'), t('Order status'), t('Delivery'), t('Payment'), [t('Amount'), 'number'], t('Accepted'), t('Changed')],
      result.trades.map(rowOf)),
    result.total > PAGE_SIZE ? pager(query, result) : null];
  return [section('Trades', count(result.total, result.more), filters(query), ...list)];
}

'use strict';

const GOOD = new Set(['COMPLETED', 'DELIVERED', 'PAID', 'ACCEPTED_ORDER']);
const WAIT = new Set(['RECEIVED', 'NOT_STARTED', 'PENDING', 'NOT_REQUIRED', 'WAITING']);
const CARE = new Set(['ON_HOLD', 'CANCELLING', 'BACKORDERED', 'REQUIRES_ACTION', 'EXPIRED', 'VOIDED', 'REFUNDED',
  'PARTIALLY_REFUNDED', 'RETURNED', 'PARTIALLY_RETURNED', 'SEQUENCE_GAP']);
const BAD = new Set(['REJECTED', 'CANCELLED', 'FAILED', 'UNDELIVERABLE', 'REFUSED']);
const POLL_MILLIS = 3000;

const byId = id => document.getElementById(id);
const rows = new Map();

/** An element; text only ever as text, so nothing that a message says can become markup. */
function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.append(...content.filter(part => part !== null && part !== undefined));
  return made;
}

function status(name) {
  const kind = GOOD.has(name) ? 'good' : WAIT.has(name) ? 'wait' : CARE.has(name) ? 'care' : BAD.has(name) ? 'bad' : '';
  return element('span', 'status ' + kind, name.replaceAll('_', ' ').toLowerCase());
}

function when(time) {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  const made = element('time', 'when', today ? date.toLocaleTimeString() : date.toLocaleString());
  made.dateTime = time;
  return made;
}

function why(reason) {
  return reason ? element('div', 'why', reason.text || reason.code) : null;
}

function cell(className, label, ...content) {
  const made = element('td', className, ...content);
  made.dataset.label = label;
  return made;
}

function tradeRow(trade) {
  const name = element('button', 'reference', trade.orderReference);
  name.type = 'button';
  const row = element('tr', '',
    cell('name', 'Order', name, why(trade.reason)),
    cell('state', 'Order', status(trade.order)),
    cell('state', 'Delivery', status(trade.delivery)),
    cell('state', 'Payment', status(trade.payment)),
    cell('number', 'Amount', trade.amounts.ordered + ' ' + trade.amounts.currency),
    cell('when', 'Changed', when(trade.changedAt)));
  row.dataset.trade = trade.tradingId;
  row.addEventListener('click', () => open(trade.tradingId));
  return row;
}

function showTrades(trades) {
  const section = byId('trades');
  const first = rows.size === 0;
  const wanted = trades.map(trade => {
    const known = rows.get(trade.tradingId);
    if (known && known.sequence === trade.sequence) {
      return known.row;
    }
    const row = tradeRow(trade);
    if (!first) {
      row.classList.add('moved');
    }
    rows.set(trade.tradingId, { row, sequence: trade.sequence });
    return row;
  });
  const body = section.querySelector('tbody');
  if (wanted.length !== body.children.length || wanted.some((row, index) => body.children[index] !== row)) {
    body.replaceChildren(...wanted);
  }
  section.querySelector('table').hidden = trades.length === 0;
  section.querySelector('.empty').hidden = trades.length !== 0;
  section.querySelector('.count').textContent = trades.length || '';
}

function showList(id, items) {
  const section = byId(id);
  section.hidden = items.length === 0;
  section.querySelector('.count').textContent = items.length || '';
  section.querySelector('.list').replaceChildren(...items);
}

function warningItem(warning) {
  const whole = element('a', '', 'the message');
  whole.href = '/api/quarantine/' + encodeURIComponent(warning.quarantineId);
  const about = element('div', 'about');
  about.append(
    warning.tradingId ? 'trade ' + warning.tradingId + (warning.sequence ? ' #' + warning.sequence : '') + ' · ' : '', whole);
  return element('li', '',
    element('span', 'status bad', warning.type), element('span', '', warning.text), when(warning.time), about);
}

function orderItem(order) {
  const reasons = (order.reasons || []).map(reason => reason.text || reason.code).join('; ');
  const said = order.state === 'REFUSED' ? reasons
    : order.state === 'SENT' ? 'sent; the server has not answered yet' : 'stored; waits for the broker';
  return element('li', '',
    status(order.state), element('span', '', order.orderReference), when(order.placedAt), element('div', 'about', said));
}

function entry(item) {
  return element('li', '',
    element('div', 'why', '#' + item.sequence + ' · ', when(item.time)),
    element('div', 'statuses', status(item.order), status(item.delivery), status(item.payment)),
    why(item.reason));
}

/** Where a person confirms a payment. An address from a message becomes a link only where it is one of the web. */
function offerAction(action) {
  const place = byId('action');
  place.hidden = !action || !/^https?:\/\//.test(action.url);
  if (place.hidden) {
    place.replaceChildren();
    return;
  }
  const link = element('a', '', 'Confirm the payment');
  link.href = action.url;
  link.rel = 'noopener noreferrer';
  link.target = '_blank';
  place.replaceChildren(link, ' by ', when(action.until), ', at the page of the payment provider. Otherwise the order is cancelled.');
}

let shown = { tradingId: null, sequence: 0 };

async function open(tradingId) {
  closeForm();
  await show(tradingId);
  if (!byId('detail').open) {
    byId('detail').showModal();
  }
}

/** Everything in the dialog but the form: what somebody is filling in stays when a message comes. */
async function show(tradingId) {
  const path = '/api/trades/' + encodeURIComponent(tradingId);
  const [trade, requests] = await Promise.all([read(path), read(path + '/requests')]);
  byId('detail-title').textContent = trade.orderReference;
  byId('detail-sub').textContent = 'Trade ' + trade.tradingId + ' · ' + (trade.closed ? 'closed' : 'open')
    + (trade.revision > 1 ? ' · changed, revision ' + trade.revision : '') + ' · '
    + (trade.intact ? 'history intact' : 'HISTORY DAMAGED: the digest chain does not fit');
  if (shown.tradingId !== tradingId || shown.sequence !== trade.sequence) {
    byId('history').replaceChildren(...trade.history.map(entry));
    offerAction(trade.action);
  }
  shown = { tradingId, sequence: trade.sequence };
  offerWishes(trade);
  showAsked(requests);
}

async function read(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(path + ' answered ' + answer.status);
  }
  return answer.json();
}

function live(on, text) {
  const mark = byId('live');
  mark.className = 'live ' + (on ? 'on' : 'off');
  mark.textContent = text;
}

let looking = false;
let again = false;

/** Reads everything anew; a call during a look leads to one more look, not to many. */
async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    const [trades, warnings, orders] = await Promise.all(
      [read('/api/trades?limit=200'), read('/api/warnings?limit=50'), read('/api/orders?limit=200')]);
    showTrades(trades);
    showList('warnings', warnings.map(warningItem));
    showList('orders', orders.filter(order => order.state !== 'ACCEPTED').map(orderItem));
    if (byId('detail').open) {
      await show(shown.tradingId);
    }
    live(true, 'up to date');
  } catch (fault) {
    live(false, 'no answer from this client; trying again');
  } finally {
    looking = false;
  }
  if (again) {
    again = false;
    look();
  }
}

let polling = null;

function poll(on) {
  if (on && polling === null) {
    polling = setInterval(look, POLL_MILLIS);
  } else if (!on && polling !== null) {
    clearInterval(polling);
    polling = null;
  }
}

function watch() {
  const changes = new EventSource('/api/changes');
  changes.addEventListener('look', look);
  changes.addEventListener('open', () => poll(false));
  changes.addEventListener('error', () => {
    poll(true);
    look();
    if (changes.readyState === EventSource.CLOSED) {
      setTimeout(watch, POLL_MILLIS);
    }
  });
}

byId('close').addEventListener('click', () => byId('detail').close());
read('/api/client').then(client => {
  byId('client').textContent = ' of ' + client.clientId;
  document.title = 'Ledger of ' + client.clientId;
}).catch(() => { });
look();
watch();

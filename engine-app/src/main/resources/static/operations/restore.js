/* Trades after an older backup: those behind their clients, the import of evidence, and the restored trades whose books lack something. */

import { amount, button, count, counted, element, field, link, section, status, t, table, timestamp, words } from './dom.js';
import { get, send } from './server.js';
import { ask, reasonField, showOnce } from './question.js';
import { textOf } from './files.js';
import { kindOf } from './movements.js';
import { complain } from './desk.js';

/** Characters of the messages that one request imports. The messages of one trade are not divided. */
const PART = 200000;

const MONEY = { authorized: 'Authorized', captured: 'Captured', refunded: 'Refunded' };

function tradeLink(trade) {
  return link('#/trades/' + encodeURIComponent(trade.tradingId), trade.orderReference ?? trade.tradingId);
}

function paymentRow(payment, currency) {
  return [[kindOf(payment), element('div', 'note', payment.key), payment.reference && element('div', 'note', payment.reference)].filter(part => part),
    payment.amount === null ? '' : amount(payment.amount, currency),
    payment.booked === null ? element('strong', {}, t('not in the books')) : status(payment.booked),
    status(payment.provider)];
}

function payments({ provider, currency, payments: found }) {
  const hint = element('p', 'hint', t('Nothing was moved or booked. A provider that needs its own reference for a look-up finds no payment that the books lack: search there for the trading identifier.'));
  return {
    title: t('Payments at {0}', provider),
    content: [hint, found.length === 0 ? element('p', 'empty', t('The provider has nothing under the keys of this trade.'))
      : table(t('Payments at {0}', provider), [t('Movement'), [t('Amount'), 'number'], t('In the books'), t('At the provider')],
        found.map(payment => paymentRow(payment, currency)))]
  };
}

/** A button that shows the card payments of a trade as the provider has them. */
export function lookUpButton(tradingId) {
  return button('plain', t('Look up at the provider'), async event => {
    const pressed = event.currentTarget;
    const view = location.hash;
    pressed.disabled = true;
    try {
      const found = await get('/api/operations/trades/' + encodeURIComponent(tradingId) + '/provider-payments');
      if (location.hash === view) {
        showOnce(payments(found));
        complain(null);
      }
    } catch (failure) {
      complain(failure);
    }
    pressed.disabled = false;
  });
}

function behind(trades) {
  return section('Trades behind their clients', trades.length,
    element('p', 'hint', t('Clients have messages of these trades that the database lacks, because it was restored from an older backup. None of their messages is published.')),
    trades.length === 0 ? element('p', 'empty', t('No trade is behind its client.'))
      : table(t('Trades behind their clients'), [t('Trade'), t('Client'), [t('Message of the client'), 'number'], t('Found')],
        trades.map(trade => [tradeLink(trade), trade.clientId, '#' + trade.sequence, timestamp(trade.foundAt)])));
}

function outcomeOf(outcome) {
  const restored = outcome.restored.length;
  return {
    title: t('Import of evidence'),
    content: [
      element('p', {}, counted(restored, t('1 trade has new messages.'), t('{0} trades have new messages.', count(restored)))),
      outcome.unsettled.length > 0 && element('p', {}, counted(outcome.unsettled.length, t('The books of 1 of them lack what its messages state.'),
        t('The books of {0} of them lack what their messages state.', count(outcome.unsettled.length)))),
      outcome.unchanged > 0 && element('p', {}, counted(outcome.unchanged, t('1 trade is unchanged.'), t('{0} trades are unchanged.', count(outcome.unchanged)))),
      outcome.problems.length > 0 && [element('h3', {}, t('Not imported')), element('ul', {}, outcome.problems.map(problem => element('li', {}, problem)))]
    ].flat().filter(part => part)
  };
}

function tradeOf(message) {
  try {
    return JSON.parse(message.body).data.tradingId;
  } catch {
    return null;
  }
}

/** Divides the messages of evidence, trade by trade. */
function parts(entries) {
  const trades = new Map();
  for (const entry of entries) {
    const trade = tradeOf(entry);
    trades.set(trade, trades.get(trade) ?? []);
    trades.get(trade).push(entry);
  }
  const divided = [[]];
  let size = 0;
  for (const messages of trades.values()) {
    const length = JSON.stringify(messages).length;
    if (size > 0 && size + length > PART) {
      divided.push([]);
      size = 0;
    }
    divided.at(-1).push(...messages);
    size += length;
  }
  return divided;
}

/** Imports evidence, and returns the joint outcome. What was imported before a failure stays: a repetition finds it unchanged. */
async function importAll(entries) {
  const all = { restored: [], unsettled: [], unchanged: 0, problems: [] };
  for (const part of parts(entries)) {
    const outcome = await send('POST', '/api/operations/restore-from-receipts', { entries: part });
    for (const list of ['restored', 'unsettled', 'problems']) {
      all[list].push(...outcome[list]);
    }
    all.unchanged += outcome.unchanged;
  }
  return all;
}

/** Reads evidence files, and returns the messages of all. */
async function read(files) {
  const entries = [];
  for (const file of files) {
    const text = await textOf(file);
    let evidence;
    try {
      evidence = JSON.parse(text);
    } catch {
      evidence = {};
    }
    if (!Array.isArray(evidence.entries)) {
      throw new Error(t('{0} is not an evidence file. The client exports evidence on the page of a trade, or by GET /api/evidence.', file.name));
    }
    for (const entry of evidence.entries.filter(one => one?.kind === 'MESSAGE')) {
      entries.push(entry);
    }
  }
  return entries;
}

function evidence() {
  const files = element('input', { type: 'file', name: 'files', multiple: true, required: true, accept: '.json' });
  const choose = element('button', { type: 'submit', className: 'strong' }, t('Import evidence …'));
  const form = element('form', 'filters', field(t('Evidence of clients'), files), element('p', 'field buttons', choose));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      const chosen = await read(files.files);
      complain(null);
      ask({
        title: t('Import evidence'),
        effect: t('Messages that this server has signed and that the database lacks are stored again. The older process of each restored trade is removed. Payments, parcels, returns and stock are not booked. This cannot be undone.'),
        dangerous: true, run: () => importAll(chosen), show: outcomeOf
      });
    } catch (failure) {
      complain(failure);
    }
  });
  return section('Import of evidence', null,
    element('p', 'hint', t('The client exports the evidence of a trade, which contains the messages with the server\'s own signatures.')), form);
}

function differences(trade) {
  const pieces = line => ['shipped', 'delivered', 'returned'].filter(name => line.stated[name] !== line.booked[name])
    .map(name => words(name) + ' ' + count(line.stated[name]) + ' ≠ ' + count(line.booked[name])).join(', ');
  return element('ul', 'differences',
    trade.stated && Object.keys(MONEY).filter(name => trade.stated[name] !== trade.booked[name]).map(name =>
      element('li', {}, t(MONEY[name]), ' ', amount(trade.stated[name], trade.currency), ' ≠ ', amount(trade.booked[name], trade.currency))),
    trade.lines.map(line => element('li', {}, t('Line'), ' ', String(line.number), ', ', line.sku, ': ', pieces(line))),
    trade.parcels.map(parcel => element('li', {}, t('Parcel'), ' ', parcel.trackingNumber)),
    trade.invoices.map(invoice => element('li', {}, t('Invoice'), ' ', invoice.reference, ': ', amount(invoice.received, trade.currency), ', ', words(invoice.status))));
}

function restoredActions(trade) {
  return element('p', 'buttons', lookUpButton(trade.tradingId),
    button('plain', t('Mark as settled …'), () => ask({
      title: t('Mark as settled'), subject: trade.orderReference ?? trade.tradingId,
      effect: t('You have compared the trade with the provider, the bank, the carrier and the stock. The trade leaves this list. Nothing is booked.'),
      fields: [[t('Note'), reasonField('note')]],
      path: '/api/operations/restored-trades/' + encodeURIComponent(trade.tradingId) + '/settlement', body: values => values, done: t('The trade is settled.')
    })));
}

function restored(trades) {
  return section('Restored trades to compare', trades.length,
    element('p', 'hint', t('What the messages state ≠ what the books have. Payments, parcels, returns and stock are not restored from messages.')),
    trades.length === 0 ? element('p', 'empty', t('No restored trade is left to compare.'))
      : table(t('Restored trades to compare'), [t('Trade'), t('Client'), t('Restored'), t('Stated ≠ booked'), t('Actions')],
        trades.map(trade => [tradeLink(trade), trade.clientId, timestamp(trade.restoredAt), differences(trade), restoredActions(trade)])));
}

export async function showRestore() {
  const [late, differing] = await Promise.all([get('/api/operations/trades-behind'), get('/api/operations/restored-trades')]);
  document.title = t('Restored backup');
  return [behind(late), evidence(), restored(differing)];
}

'use strict';

/* What a user may ask of a trade: cancel it, send goods back, change an order on hold. Asked here, decided by the server. */

const KINDS = { CANCELLATION: 'cancellation', RETURN: 'return', AMENDMENT: 'change' };
const RETURN_REASONS = { DAMAGED: 'damaged', WRONG_GOODS: 'not what was ordered', NOT_WANTED: 'no longer wanted' };

function field(label, control) {
  control.id = 'wish-' + control.name;
  const text = element('label', '', label);
  text.htmlFor = control.id;
  return element('p', 'field', text, control);
}

function input(name, value, properties) {
  return Object.assign(document.createElement('input'), { name, value, type: 'text', maxLength: 200 }, properties);
}

function select(name, options) {
  const made = Object.assign(document.createElement('select'), { name });
  made.append(...Object.entries(options).map(([value, text]) => new Option(text, value)));
  return made;
}

function button(text, onClick) {
  const made = element('button', 'wish-button', text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

/** Only what the trade's statuses leave open; the server has the last word. */
function offerWishes(trade) {
  const open = [];
  if (!trade.closed && trade.order !== 'CANCELLING') {
    open.push(button('Cancel the order', () => askCancellation(trade)));
  }
  if (trade.order === 'ON_HOLD') {
    open.push(button('Change the order', () => askAmendment(trade)));
  }
  if (trade.delivery === 'DELIVERED' || trade.delivery === 'PARTIALLY_RETURNED') {
    open.push(button('Return goods', () => askReturn(trade)));
  }
  byId('wishes').replaceChildren(...open);
  byId('wish').hidden = true;
  byId('wish-answer').textContent = '';
}

function showAsked(requests) {
  byId('asked').hidden = requests.length === 0;
  byId('asked').querySelector('.list').replaceChildren(...requests.map(request => {
    const reasons = (request.reasons || []).map(reason => reason.text || reason.code).join('; ');
    return element('li', '',
      status(request.state), element('span', '', KINDS[request.kind] + (request.returnNumber ? ' ' + request.returnNumber : '')),
      when(request.askedAt), reasons ? element('div', 'about', reasons) : null);
  }));
}

/** Opens a form; what it gives goes to the trade's address of that name. */
function openForm(trade, kind, title, fields, data) {
  const form = byId('wish');
  const heading = element('h3', '', title);
  heading.id = 'wish-title';
  const send = element('button', '', 'Send');
  send.type = 'submit';
  form.replaceChildren(heading, ...fields, element('p', 'field', send, button('Not now', () => { form.hidden = true; })));
  form.onsubmit = event => {
    event.preventDefault();
    ask(trade, kind, data(new FormData(form)));
  };
  form.hidden = false;
  (form.querySelector('input, select') || send).focus();
}

async function ask(trade, kind, data) {
  const answer = await fetch('/api/trades/' + encodeURIComponent(trade.tradingId) + '/' + kind,
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) });
  const said = await answer.json();
  if (answer.ok) {
    await open(trade.tradingId);
    byId('wish-answer').textContent = 'Stored, and on its way to the server. What becomes of it shows below.';
  } else {
    byId('wish-answer').textContent = [said.detail, ...(said.errors || []).map(error => error.pointer + ' ' + error.text)]
      .join(' ');
  }
}

function reason(code, text) {
  return text ? { code, text } : { code };
}

function askCancellation(trade) {
  openForm(trade, 'cancellation', 'Cancel order ' + trade.orderReference,
    [field('Why? (the server is told)', input('text', '', { maxLength: 1000 }))],
    form => ({ reason: reason('CANCELLED_BY_USER', form.get('text').trim()) }));
}

function askReturn(trade) {
  const lines = trade.lines.filter(line => line.delivered > line.returned);
  openForm(trade, 'return', 'Return goods of order ' + trade.orderReference,
    [field('Number of the return', input('returnNumber', 'RET-' + Date.now(), { required: true, maxLength: 64 })),
      ...lines.map(line => field(line.sku + ', at most ' + (line.delivered - line.returned),
        input('line-' + line.number, '0', { type: 'number', min: 0, max: line.delivered - line.returned }))),
      field('Why?', select('code', RETURN_REASONS))],
    form => ({
      returnNumber: form.get('returnNumber').trim(),
      reason: { code: form.get('code') },
      lines: lines.map(line => ({ number: line.number, quantity: Number(form.get('line-' + line.number)) }))
        .filter(line => line.quantity > 0)
    }));
}

/** Begins with the order as the server has it now: the newest trading information in the ledger. */
async function askAmendment(trade) {
  const newest = trade.history.filter(item => item.type === 'trading.information.v1').pop();
  const message = await read('/api/trades/' + encodeURIComponent(trade.tradingId) + '/history/' + newest.sequence);
  const held = message.data;
  const place = { name: 'Name', street: 'Street', postalCode: 'Postal code', city: 'City', country: 'Country (two letters)' };
  openForm(trade, 'amendment', 'Change order ' + trade.orderReference,
    [...held.lines.map(line => field('Pieces of ' + line.sku,
      input('line-' + line.number, String(line.quantity), { type: 'number', min: 0, max: 1000000 }))),
    ...Object.entries(place).map(([name, label]) => field(label, input(name, held.shipTo[name], { required: true })))],
    form => {
      const order = { orderReference: held.orderReference, currency: held.currency };
      order.lines = held.lines
        .map(line => ({ sku: line.sku, quantity: Number(form.get('line-' + line.number)), unitPrice: line.unitPrice }))
        .filter(line => line.quantity > 0);
      order.shipTo = Object.fromEntries(Object.keys(place).map(name => [name, form.get(name).trim()]));
      order.payment = held.payment;
      if (held.requestedDelivery) {
        order.requestedDelivery = held.requestedDelivery;
      }
      return { order };
    });
}

'use strict';

/* What a user may ask of a trade: cancel it, send goods back, change an order on hold. Asked here, decided by the server. */

const KINDS = { CANCELLATION: 'cancellation', RETURN: 'return', AMENDMENT: 'change' };
const RETURN_REASONS = { DAMAGED: 'damaged', WRONG_GOODS: 'not what was ordered', NOT_WANTED: 'no longer wanted' };
const PLACE = {
  name: { label: 'Name', maxLength: 200 },
  street: { label: 'Street', maxLength: 200 },
  postalCode: { label: 'Postal code', maxLength: 20 },
  city: { label: 'City', maxLength: 100 },
  country: { label: 'Country', maxLength: 2, pattern: '[A-Z]{2}', title: 'Two capital letters, such as GB.' }
};

function field(label, control, note) {
  control.id = 'wish-' + control.name;
  const text = element('label', '', label);
  text.htmlFor = control.id;
  return element('p', 'field', text, control, note ? element('span', 'why', note) : null);
}

function input(name, value, properties) {
  return Object.assign(document.createElement('input'), { name, value, type: 'text', maxLength: 200 }, properties);
}

/** What is only blanks is missing as well. */
function needed(name, value, properties) {
  return input(name, value, { required: true, pattern: '.*\\S.*', title: 'This must be given.', ...properties });
}

function pieces(name, value, most) {
  return input(name, String(value), { type: 'number', min: 0, max: most, step: 1, required: true, inputMode: 'numeric' });
}

function select(name, options) {
  const made = Object.assign(document.createElement('select'), { name });
  made.append(...Object.entries(options).map(([value, text]) => new Option(text, value)));
  return made;
}

function button(text, onClick) {
  const made = element('button', 'plain', text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

/** Only what the trade's statuses leave open; the server has the last word. Buttons that stay the same keep the focus. */
function offerWishes(trade) {
  const open = [];
  if (trade.order === 'ON_HOLD') {
    open.push(['Change the order', askAmendment]);
  }
  if (trade.delivery === 'DELIVERED' || trade.delivery === 'PARTIALLY_RETURNED') {
    open.push(['Return goods', askReturn]);
  }
  if (!trade.closed && trade.order !== 'CANCELLING') {
    open.push(['Cancel the order', askCancellation]);
  }
  const wishes = byId('wishes');
  const offered = trade.tradingId + open.map(([text]) => text).join();
  if (wishes.dataset.offered !== offered) {
    wishes.dataset.offered = offered;
    wishes.replaceChildren(...open.map(([text, form]) => button(text, () => form(trade.tradingId)
      .catch(() => live(false, 'no answer from this client; try again')))));
  }
}

function closeForm() {
  byId('wish').hidden = true;
  byId('wish').replaceChildren();
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

/**
 * Opens a form. What it gives goes to the trade's address of that name; where something is missing it gives a sentence instead,
 * and nothing is sent.
 */
function openForm(trade, kind, { title, hint, send, fields, data }) {
  const form = byId('wish');
  const heading = element('h3', '', title);
  heading.id = 'wish-title';
  const submit = element('button', 'strong', send);
  submit.type = 'submit';
  const fault = element('p', 'fault');
  fault.setAttribute('role', 'alert');
  form.replaceChildren(heading, element('p', 'hint', hint), ...fields, fault,
    element('p', 'buttons', submit, button('Not now', () => {
      closeForm();
      byId('wishes').querySelector('button')?.focus();
    })));
  form.onsubmit = event => {
    event.preventDefault();
    const wanted = data(new FormData(form));
    fault.textContent = typeof wanted === 'string' ? wanted : '';
    if (typeof wanted !== 'string') {
      ask(trade, kind, wanted, submit, fault);
    }
  };
  byId('wish-answer').textContent = '';
  form.hidden = false;
  (form.querySelector('input, select') || submit).focus();
}

async function ask(trade, kind, data, submit, fault) {
  submit.disabled = true;
  try {
    const answer = await fetch('/api/trades/' + encodeURIComponent(trade.tradingId) + '/' + kind,
      { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) });
    const said = await answer.json();
    if (answer.ok) {
      closeForm();
      byId('wish-answer').textContent = 'Stored, and on its way to the server. What becomes of it shows below.';
      byId('wish-answer').focus();
      await show(trade.tradingId);
    } else {
      fault.textContent = [said.detail, ...(said.errors || []).map(error => error.pointer + ' ' + error.text)].join(' ');
    }
  } catch (away) {
    fault.textContent = 'This client does not answer. Send it again in a moment: the same wish twice counts once.';
  } finally {
    submit.disabled = false;
  }
}

function reason(code, text) {
  return text ? { code, text } : { code };
}

function trade(tradingId) {
  return read('/api/trades/' + encodeURIComponent(tradingId));
}

async function askCancellation(tradingId) {
  const wanted = await trade(tradingId);
  openForm(wanted, 'cancellation', {
    title: 'Cancel order ' + wanted.orderReference,
    hint: 'What has been done for it is undone, and money taken is given back. Goods that are with the carrier already are not called back.',
    send: 'Ask to cancel',
    fields: [field('Why? (told to the server)', input('text', '', { maxLength: 1000 }))],
    data: form => ({ reason: reason('CANCELLED_BY_USER', form.get('text').trim()) })
  });
}

async function askReturn(tradingId) {
  const wanted = await trade(tradingId);
  const lines = wanted.lines.filter(line => line.delivered > line.returned);
  openForm(wanted, 'return', {
    title: 'Return goods of order ' + wanted.orderReference,
    hint: 'Say how many pieces of each line you send back. They are refunded when they have arrived.',
    send: 'Ask to return',
    fields: [
      ...lines.map(line => field(line.sku, pieces('line-' + line.number, 0, line.delivered - line.returned),
        'of ' + (line.delivered - line.returned) + ' delivered')),
      field('Why?', select('code', RETURN_REASONS)),
      field('Number of the return', needed('returnNumber', 'RET-' + Date.now(), { maxLength: 64,
        pattern: '[A-Za-z0-9][A-Za-z0-9._\\/\\-]*', title: 'Letters, digits, and . _ / - between them.' }), 'yours; write it on the parcel')],
    data: form => {
      const sent = lines
        .map(line => ({ number: line.number, quantity: Number(form.get('line-' + line.number)) }))
        .filter(line => line.quantity > 0);
      return sent.length === 0
        ? 'Nothing would be returned: say of at least one line how many pieces.'
        : { returnNumber: form.get('returnNumber').trim(), reason: { code: form.get('code') }, lines: sent };
    }
  });
}

/** Begins with the order as the server has it now: the newest trading information in the ledger. */
async function askAmendment(tradingId) {
  const wanted = await trade(tradingId);
  const newest = wanted.history.filter(item => item.type === 'trading.information.v1').pop();
  const message = await read('/api/trades/' + encodeURIComponent(tradingId) + '/history/' + newest.sequence);
  const held = message.data;
  openForm(wanted, 'amendment', {
    title: 'Change order ' + wanted.orderReference,
    hint: 'It can be changed as long as it is on hold; then it is decided upon anew. A line of 0 pieces is taken out.',
    send: 'Ask to change',
    fields: [
      ...held.lines.map(line => field(line.sku, pieces('line-' + line.number, line.quantity, 1000000),
        'pieces, ' + line.unitPrice + ' ' + held.currency + ' each')),
      ...Object.entries(PLACE).map(([name, { label, ...properties }]) => field(label, needed(name, held.shipTo[name], properties)))],
    data: form => changed(held, form)
  });
  byId('wish-country').addEventListener('input', event => { event.target.value = event.target.value.toUpperCase(); });
}

/** The whole order as it shall be, or what is wrong with it. */
function changed(held, form) {
  const lines = held.lines
    .map(({ number, ...line }) => ({ ...line, quantity: Number(form.get('line-' + number)) }))
    .filter(line => line.quantity > 0);
  const shipTo = Object.fromEntries(Object.keys(PLACE).map(name => [name, form.get(name).trim()]));
  if (lines.length === 0) {
    return 'No line is left. To take the whole order back, cancel it.';
  }
  const same = lines.length === held.lines.length
    && lines.every((line, index) => line.quantity === held.lines[index].quantity)
    && Object.keys(PLACE).every(name => shipTo[name] === held.shipTo[name]);
  if (same) {
    return 'Nothing is changed yet.';
  }
  const order = { orderReference: held.orderReference, currency: held.currency, lines, shipTo, payment: held.payment };
  return { order: held.requestedDelivery ? { ...order, requestedDelivery: held.requestedDelivery } : order };
}

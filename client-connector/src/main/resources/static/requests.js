'use strict';

/* Forms for a user's requests about a trade: cancellation, return, change of an order on hold. The server decides. */

const KINDS = { CANCELLATION: 'cancellation', RETURN: 'return', AMENDMENT: 'change' };
const RETURN_REASONS = { DAMAGED: 'damaged', WRONG_GOODS: 'wrong goods', NOT_WANTED: 'not needed' };
const ADDRESS = {
  name: { label: 'Name', maxLength: 200 },
  street: { label: 'Street', maxLength: 200 },
  postalCode: { label: 'Postal code', maxLength: 20 },
  city: { label: 'City', maxLength: 100 },
  region: { label: 'Region', maxLength: 100, required: false, pattern: '.*', title: '', note: 'optional; state or province' },
  country: { label: 'Country', maxLength: 2, pattern: '[A-Z]{2}', title: 'Enter two capital letters, such as GB.' },
  phone: { label: 'Phone', maxLength: 31, required: false, pattern: '\\+?[0-9 \\(\\)\\/\\-]{3,30}', title: 'Enter digits, such as +44 20 7946 0018.',
    note: 'optional; for the carrier' }
};

function field(label, control, note) {
  control.id = 'request-' + control.name;
  const text = element('label', '', t(label));
  text.htmlFor = control.id;
  return element('p', 'field', text, control, note ? element('span', 'note', t(note)) : null);
}

function input(name, value, properties) {
  return Object.assign(document.createElement('input'), { name, value, type: 'text', maxLength: 200 }, properties);
}

/** A required field; a value of blanks only is invalid. */
function requiredInput(name, value, properties) {
  const control = input(name, value, { required: true, pattern: '.*\\S.*', title: 'Enter a value.', ...properties });
  if (control.title) {
    control.title = t(control.title);
  }
  return control;
}

/** A field of pieces, 0 for none. A number field would take 1.000 for one piece, and 1e3 for a thousand. */
function quantityInput(name, value, max) {
  const control = input(name, String(value), { required: true, inputMode: 'numeric', maxLength: 12 });
  control.addEventListener('input', () => {
    const typed = control.value.trim();
    const valid = typed === '0' || QUANTITY.test(typed);
    control.setCustomValidity(!valid ? t('Enter a whole number of digits only, such as 1000.')
      : Number(typed) > max ? t('Enter {0} at most.', max) : '');
  });
  return control;
}

function select(name, options) {
  const control = Object.assign(document.createElement('select'), { name });
  control.append(...Object.entries(options).map(([value, text]) => new Option(t(text), value)));
  return control;
}

function button(text, onClick) {
  const control = element('button', 'plain', t(text));
  control.type = 'button';
  control.addEventListener('click', onClick);
  return control;
}

/** Shows the requests that the trade's statuses allow; the server decides. Unchanged buttons are kept, with their focus. */
function showRequestButtons(trade) {
  const allowed = [];
  if (trade.order === 'ON_HOLD') {
    allowed.push(['Change the order', openAmendment]);
  }
  if (trade.delivery === 'DELIVERED' || trade.delivery === 'PARTIALLY_RETURNED') {
    allowed.push(['Return goods', openReturn]);
  }
  if (!trade.closed && trade.order !== 'CANCELLING') {
    allowed.push(['Cancel the order', openCancellation]);
  }
  const buttons = byId('request-buttons');
  const shown = trade.tradingId + allowed.map(([text]) => text).join();
  if (buttons.dataset.shown !== shown) {
    buttons.dataset.shown = shown;
    buttons.replaceChildren(...allowed.map(([text, form]) => button(text, () => form(trade.tradingId)
      .catch(failure => tell(failureText(failure), 'error')))));
  }
}

function closeForm() {
  byId('request-form').hidden = true;
  byId('request-form').replaceChildren();
  tellNothing();
}

function tellNothing() {
  byId('request-result').className = 'result';
  byId('request-result').textContent = '';
}

function showRequests(requests) {
  byId('requests').hidden = requests.length === 0;
  byId('requests').querySelector('.list').replaceChildren(...requests.map(request => {
    const reasons = reasonLines(request.reasons);
    return element('li', '',
      status(request.state), element('span', '', t(KINDS[request.kind]) + (request.returnNumber ? ' ' + request.returnNumber : '')),
      timestamp(request.requestedAt), reasons.length > 0 ? element('div', 'about', ...reasons) : null);
  }));
}

/** Returns what is read about a trade; null if the person has opened another view meanwhile. */
async function whileInView(tradingId, reading) {
  const mine = visits;
  const inView = () => mine === visits && tradingId === tradeInView;
  try {
    const result = await reading;
    return inView() ? result : null;
  } catch (failure) {
    if (inView()) {
      throw failure;
    }
    return null;
  }
}

/**
 * Opens a form for a kind of request. The function data returns the request's body, or an error text; then nothing is sent.
 */
function openForm(trade, kind, { title, hint, send, fields, data }) {
  const form = byId('request-form');
  const heading = element('h3', '', t(title, trade.orderReference));
  heading.id = 'request-title';
  const submit = element('button', 'strong', t(send));
  submit.type = 'submit';
  const error = element('p', 'error');
  error.setAttribute('role', 'alert');
  form.replaceChildren(heading, element('p', 'hint', t(hint)), ...fields, error,
    element('p', 'buttons', submit, button('Discard', () => {
      closeForm();
      byId('request-buttons').querySelector('button')?.focus();
    })));
  form.onsubmit = event => {
    event.preventDefault();
    const body = data(new FormData(form));
    error.textContent = typeof body === 'string' ? t(body) : '';
    if (typeof body !== 'string') {
      sendRequest(trade, kind, body, submit, error);
    }
  };
  tellNothing();
  form.hidden = false;
  (form.querySelector('input, select') || submit).focus();
}

async function sendRequest(trade, kind, body, submit, error) {
  const mine = visits;
  const outcome = await sendOnce(submit,
    () => post('/api/trades/' + encodeURIComponent(trade.tradingId) + '/' + kind, 'application/json', JSON.stringify(body)),
    t('The client is unreachable. Send the request again: a repeated request is stored once.'));
  if (!outcome) {
    return;
  }
  const fault = outcome.fault
    && [outcome.fault, ...(outcome.errors || []).map(item => (item.pointer + ' ' + faultText(item.text)).trim())].join(' ');
  if (mine !== visits) {
    // The form belongs to another trade now, or is closed.
    tell(t('Order {0}:', trade.orderReference) + ' ' + (fault || t('The request is stored and will be sent to the server.')), fault ? 'error' : 'result');
  } else if (fault) {
    error.textContent = fault;
  } else {
    closeForm();
    tell(t('The request is stored and will be sent to the server. Its state is shown below.'));
    byId('request-result').focus();
    refresh([]);
  }
}

function reason(code, text) {
  return text ? { code, text } : { code };
}

function readTrade(tradingId) {
  return read('/api/trades/' + encodeURIComponent(tradingId));
}

async function openCancellation(tradingId) {
  const trade = await whileInView(tradingId, readTrade(tradingId));
  if (!trade) {
    return;
  }
  openForm(trade, 'cancellation', {
    title: 'Cancel order {0}',
    hint: 'Payments are refunded and reserved goods are released. Goods that the carrier already has cannot be recalled.',
    send: 'Request cancellation',
    fields: [field('Reason (optional)', input('text', '', { maxLength: 1000 }))],
    data: form => ({ reason: reason('CANCELLED_BY_USER', form.get('text').trim()) })
  });
}

async function openReturn(tradingId) {
  const trade = await whileInView(tradingId, readTrade(tradingId));
  if (!trade) {
    return;
  }
  const lines = trade.lines.filter(line => line.delivered > line.returned);
  openForm(trade, 'return', {
    title: 'Return goods of order {0}',
    hint: 'Enter the quantity to return for each line. Returned goods are refunded after they arrive.',
    send: 'Request return',
    fields: [
      ...lines.map(line => field(productName(line.sku), quantityInput('line-' + line.number, 0, line.delivered - line.returned),
        t('of {0} not returned yet', line.delivered - line.returned))),
      field('Reason', select('code', RETURN_REASONS)),
      field('Return number', requiredInput('returnNumber', 'RET-' + Date.now(), { maxLength: 64,
        pattern: '[A-Za-z0-9][A-Za-z0-9._\\/\\-]*', title: 'Use letters and digits, and . _ / - after the first character.' }), 'your number; write it on the parcel')],
    data: form => {
      const returned = lines
        .map(line => ({ number: line.number, quantity: Number(form.get('line-' + line.number)) }))
        .filter(line => line.quantity > 0);
      return returned.length === 0
        ? 'No quantity is entered. Enter the quantity of at least one line.'
        : { returnNumber: form.get('returnNumber').trim(), reason: { code: form.get('code') }, lines: returned };
    }
  });
}

/** Reads a trade and its current order: the latest trading information in the ledger. */
async function readOrder(tradingId) {
  const trade = await readTrade(tradingId);
  const latest = trade.history.filter(item => item.type === 'trading.information.v1').pop();
  const message = await read('/api/trades/' + encodeURIComponent(tradingId) + '/history/' + latest.sequence);
  return { trade, current: message.data };
}

/** Fills the form with the current order. */
async function openAmendment(tradingId) {
  const found = await whileInView(tradingId, readOrder(tradingId));
  if (!found) {
    return;
  }
  const { trade, current } = found;
  openForm(trade, 'amendment', {
    title: 'Change order {0}',
    hint: 'An order can be changed while it is on hold; the changed order is then checked again. A line with quantity 0 is removed.',
    send: 'Request change',
    fields: [
      ...current.lines.map(line => field(productName(line.sku), quantityInput('line-' + line.number, line.quantity, 1000000),
        t('pieces, {0} each', amount(line.unitPrice, current.currency)))),
      ...Object.entries(ADDRESS).map(([name, { label, note, ...properties }]) =>
        field(label, requiredInput(name, current.shipTo[name] || '', properties), note))],
    data: form => amendment(current, form)
  });
  byId('request-country').addEventListener('input', event => { event.target.value = event.target.value.toUpperCase(); });
}

/** Returns the complete changed order, or an error text. */
function amendment(current, form) {
  const lines = current.lines
    .map(({ number, ...line }) => ({ ...line, quantity: Number(form.get('line-' + number)) }))
    .filter(line => line.quantity > 0);
  const edited = Object.fromEntries(Object.keys(ADDRESS).map(name => [name, form.get(name).trim()]));
  const shipTo = withoutEmptyOptions({ ...current.shipTo, ...edited });
  if (lines.length === 0) {
    return 'The order has no lines left. Cancel the order instead.';
  }
  const same = lines.length === current.lines.length
    && lines.every((line, index) => line.quantity === current.lines[index].quantity)
    && Object.keys(ADDRESS).every(name => edited[name] === (current.shipTo[name] || ''));
  if (same) {
    return 'The order is unchanged. Change a quantity or the address.';
  }
  const order = { orderReference: current.orderReference, currency: current.currency, lines, shipTo, payment: current.payment };
  return { order: current.requestedDelivery ? { ...order, requestedDelivery: current.requestedDelivery } : order };
}

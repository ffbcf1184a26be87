'use strict';

/* The form of a new order: products of the server's catalogue, addresses used before, a draft that survives a reload. */

const DRAFT = 'coincide.order-draft';
const SCALE = 10000n;
const MONEY = /^(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?$/;
const AVAILABILITY = { IN_STOCK: 'in stock', EXPECTED: 'expected', OUT_OF_STOCK: 'out of stock' };
const SHIP_TO = {
  name: { label: 'Name', maxLength: 200, autocomplete: 'name' },
  street: { label: 'Street', maxLength: 200, autocomplete: 'street-address' },
  postalCode: { label: 'Postal code', maxLength: 20, autocomplete: 'postal-code' },
  city: { label: 'City', maxLength: 100, autocomplete: 'address-level2' },
  region: { label: 'Region', maxLength: 100, autocomplete: 'address-level1', note: 'optional; state or province', optional: true },
  country: { label: 'Country', maxLength: 2, autocomplete: 'country', note: 'two letters, such as GB' },
  phone: { label: 'Phone', maxLength: 31, autocomplete: 'tel', note: 'optional; for the carrier', optional: true }
};

let catalogue = { products: [], current: false };
let addresses = [];
let orderLines = [];

/** Converts a decimal string to ten-thousandths, so that totals are exact. */
function parts(money) {
  const [whole, fraction = ''] = money.split('.');
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(4, '0'));
}

function money(tenThousandths) {
  const fraction = String(tenThousandths % SCALE).padStart(4, '0').replace(/0{1,2}$/, '');
  return tenThousandths / SCALE + '.' + fraction;
}

function newReference() {
  const random = crypto.getRandomValues(new Uint8Array(4));
  return 'PO-' + new Date().toISOString().slice(0, 10).replaceAll('-', '') + '-'
    + [...random].map(byte => byte.toString(16).padStart(2, '0')).join('').toUpperCase();
}

function emptyOrder() {
  return { orderReference: newReference(), currency: 'EUR', lines: [{ sku: '', quantity: '1', unitPrice: '' }],
    shipTo: {}, payment: { method: 'INVOICE' }, requestedDelivery: '' };
}

function loadDraft() {
  try {
    return JSON.parse(localStorage.getItem(DRAFT)) || emptyOrder();
  } catch (damaged) {
    return emptyOrder();
  }
}

/** Stores the form's values, except a card's token. */
function saveDraft() {
  const { token, ...payment } = formOrder().payment;
  localStorage.setItem(DRAFT, JSON.stringify({ ...formOrder(), payment }));
}

/** A field with its label and a place for its error. The name is the JSON pointer of the value in the order. */
function orderField(pointer, label, control, note) {
  control.id = 'order' + pointer.replaceAll('/', '-');
  control.dataset.pointer = pointer;
  const name = element('label', '', t(label));
  name.htmlFor = control.id;
  const error = element('span', 'field-error');
  error.id = control.id + '-error';
  control.setAttribute('aria-describedby', error.id);
  return element('p', 'field', name, control, note ? element('span', 'note', t(note)) : null, error);
}

function orderInput(value, properties) {
  const control = Object.assign(document.createElement('input'), { type: 'text', value, autocomplete: 'off', ...properties });
  control.addEventListener('input', () => {
    clearFault(control);
    changedOrder();
  });
  return control;
}

/** Removes the fault of a field that is being corrected. */
function clearFault(control) {
  control.ariaInvalid = null;
  byId(control.id + '-error')?.replaceChildren();
  if (byId('order-error') && !byId('order-form').querySelector('[aria-invalid="true"]')) {
    byId('order-error').textContent = '';
  }
}

function orderControl(pointer) {
  return byId('order' + pointer.replaceAll('/', '-'));
}

function orderValue(pointer) {
  return orderControl(pointer).value.trim();
}

function orderPrice(index) {
  return decimal(orderValue(`/lines/${index}/unitPrice`));
}

/** The order as it is in the form, with quantities as texts. */
function formOrder() {
  const method = orderValue('/payment/method');
  return {
    orderReference: orderValue('/orderReference'),
    currency: orderValue('/currency'),
    lines: orderLines.map((line, index) => ({ sku: orderValue(`/lines/${index}/sku`), quantity: orderValue(`/lines/${index}/quantity`),
      unitPrice: orderPrice(index) })),
    shipTo: Object.fromEntries(Object.keys(SHIP_TO).map(name => [name, orderValue('/shipTo/' + name)])),
    payment: method === 'CARD' ? { method, token: orderValue('/payment/token') } : { method },
    requestedDelivery: orderValue('/requestedDelivery')
  };
}

/** Returns both meanings of an ambiguous price. Three decimals of a currency that has three are decimals. */
function priceMeanings(price, currency) {
  return MONEY.test(price) && currencyDecimals(currency) === 3 ? null : meanings(price);
}

/** Returns the address without its optional values that are empty. */
function withoutEmptyOptions(shipTo) {
  return Object.fromEntries(Object.entries(shipTo).filter(([name, value]) => value || !SHIP_TO[name]?.optional));
}

/** The order of the contract: numbers as numbers, without empty values. */
function contractOrder() {
  const { requestedDelivery, ...order } = formOrder();
  order.lines = order.lines.map(line => ({ ...line, quantity: QUANTITY.test(line.quantity) ? Number(line.quantity) : NaN }));
  order.shipTo = withoutEmptyOptions(order.shipTo);
  return requestedDelivery ? { ...order, requestedDelivery } : order;
}

function changedOrder() {
  showTotals();
  orderControl('/payment/token').closest('.field').hidden = orderValue('/payment/method') !== 'CARD';
  saveDraft();
}

function product(sku) {
  return catalogue.products.find(each => each.sku === sku);
}

function availability(offer) {
  const text = t(AVAILABILITY[offer.availability] || 'availability unknown');
  return offer.expectedOn ? text + ' ' + day(offer.expectedOn) : text;
}

function showTotals() {
  let total = 0n;
  orderLines.forEach((line, index) => {
    const price = orderPrice(index);
    const quantity = orderValue(`/lines/${index}/quantity`);
    const understood = MONEY.test(price) && !priceMeanings(price, orderValue('/currency'));
    const known = understood && QUANTITY.test(quantity);
    const value = known ? parts(price) * BigInt(quantity) : 0n;
    total += value;
    line.querySelector('.line-total').textContent = known ? amount(money(value), orderValue('/currency')) : '';
    line.querySelector('.understood').textContent = understood && AMBIGUOUS.test(price)
      ? t('understood as {0}', amount(price, orderValue('/currency'))) : '';
    const sku = orderValue(`/lines/${index}/sku`);
    const offer = product(sku);
    line.querySelector('.offer').textContent = offer ? offer.name + ' · ' + availability(offer)
      : sku && catalogue.fetchedAt ? t('This product is not in the catalogue. The server can refuse the order.') : '';
  });
  byId('order-total').textContent = t('Total: {0}', amount(money(total), orderValue('/currency')));
}

/** Takes price and currency of the chosen product. */
function chosen(index) {
  const offer = product(orderValue(`/lines/${index}/sku`));
  if (offer) {
    orderControl(`/lines/${index}/unitPrice`).value = typedDecimal(unambiguous(offer.unitPrice));
    clearFault(orderControl(`/lines/${index}/unitPrice`));
    orderControl('/currency').value = offer.currency;
  }
  changedOrder();
}

function lineFields(line, index, count) {
  const sku = orderInput(line.sku, { maxLength: 64, placeholder: t('name or number') });
  sku.setAttribute('list', 'products');
  // Not when the field loses the focus: a change of the layout would take the button away from under a click.
  sku.addEventListener('input', () => chosen(index));
  const remove = button(t('Remove line {0}', index + 1), () => changeLines(lines => lines.splice(index, 1)));
  remove.hidden = count === 1;
  const price = orderField(`/lines/${index}/unitPrice`, 'Unit price', orderInput(typedDecimal(line.unitPrice), { inputMode: 'decimal', maxLength: 17 }));
  price.append(element('span', 'note understood'));
  return element('li', 'order-line',
    orderField(`/lines/${index}/sku`, 'Product', sku),
    orderField(`/lines/${index}/quantity`, 'Quantity', orderInput(String(line.quantity), { inputMode: 'numeric', maxLength: 12 })), price,
    element('p', 'note offer'), element('p', 'number line-total'), remove);
}

function changeLines(change) {
  const { lines } = formOrder();
  change(lines);
  showLines(lines);
  changedOrder();
  orderControl(`/lines/${lines.length - 1}/sku`).focus();
}

function showLines(lines) {
  orderLines = lines.map((line, index) => lineFields(line, index, lines.length));
  byId('order-lines').replaceChildren(...orderLines);
}

function productList() {
  const list = byId('products') || Object.assign(element('datalist', ''), { id: 'products' });
  list.replaceChildren(...catalogue.products.map(offer => Object.assign(element('option', ''),
    { value: offer.sku, label: offer.name + ' · ' + amount(offer.unitPrice, offer.currency) + ' · ' + availability(offer) })));
  return list;
}

/** Shows the age of prices that may be outdated. */
function catalogueNote() {
  return !catalogue.fetchedAt ? [t('There is no catalogue yet. Enter product numbers and prices.')]
    : catalogue.current ? [] : [t('The server cannot be reached. Prices and availability are of '), timestamp(catalogue.fetchedAt)];
}

function addressPicker() {
  const picker = select('address', Object.fromEntries([['', t('a new address')],
    ...addresses.map((address, index) => ['address-' + index, [address.name, address.street, address.city].join(', ')])]));
  picker.id = 'order-address';
  picker.addEventListener('change', () => {
    const address = addresses[picker.value.split('-')[1]] || {};
    Object.keys(SHIP_TO).forEach(name => {
      const control = orderControl('/shipTo/' + name);
      control.value = address[name] || '';
      clearFault(control);
    });
    changedOrder();
  });
  const label = element('label', '', t('Used before'));
  label.htmlFor = picker.id;
  const field = element('p', 'field', label, picker);
  field.hidden = addresses.length === 0;
  return field;
}

function group(title, ...content) {
  return element('fieldset', '', element('legend', '', t(title)), ...content);
}

function showOrderForm(order) {
  const form = byId('order-form');
  const method = select('method', { INVOICE: t('invoice'), CARD: t('card') });
  method.value = order.payment.method;
  method.addEventListener('change', changedOrder);
  const submit = element('button', 'strong', t('Place the order'));
  submit.type = 'submit';
  const lines = element('ol', 'order-lines');
  lines.id = 'order-lines';
  const total = element('output', 'order-total');
  total.id = 'order-total';
  form.replaceChildren(
    element('p', 'hint', ...catalogueNote()),
    group('Goods', lines, productList(), element('p', 'buttons',
      button(t('Add a line'), () => changeLines(all => all.push({ sku: '', quantity: '1', unitPrice: '' })))), total),
    group('Address', addressPicker(), ...Object.entries(SHIP_TO).map(([name, { label, note, optional, ...properties }]) =>
      orderField('/shipTo/' + name, label, orderInput(order.shipTo[name] || '', properties), note))),
    group('Payment and delivery', orderField('/payment/method', 'Payment', method),
      orderField('/payment/token', 'Card token', orderInput('', { maxLength: 200 }), "from the payment provider's page; never a card number"),
      orderField('/currency', 'Currency', orderInput(order.currency, { maxLength: 3 })),
      orderField('/requestedDelivery', 'Requested delivery', orderInput(order.requestedDelivery || '', { type: 'date', min: localDay(new Date()) }), 'optional'),
      orderField('/orderReference', 'Your order number', orderInput(order.orderReference, { maxLength: 64 }))),
    Object.assign(element('p', 'error'), { id: 'order-error', role: 'alert' }),
    element('p', 'buttons', submit, button(t('Discard the draft'), () => { localStorage.removeItem(DRAFT); showOrderForm(emptyOrder()); })));
  showLines(order.lines);
  for (const pointer of ['/shipTo/country', '/currency']) {
    orderControl(pointer).addEventListener('change', event => { event.target.value = event.target.value.toUpperCase(); changedOrder(); });
  }
  form.onsubmit = event => { event.preventDefault(); placeOrder(submit); };
  changedOrder();
}

/** The day of a time, as in the value of a date field. */
function localDay(time) {
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(part => String(part).padStart(2, '0')).join('-');
}

/** Checks what the page can check; the connector checks everything. */
function orderFaults(order) {
  const faults = [];
  const fault = (pointer, text) => faults.push({ pointer, text: t(text) });
  order.lines.forEach((line, index) => {
    if (!line.sku) fault(`/lines/${index}/sku`, 'Choose a product.');
    if (!Number.isInteger(line.quantity)) fault(`/lines/${index}/quantity`, 'Enter a whole number of digits only, such as 1000.');
    const both = priceMeanings(line.unitPrice, order.currency);
    if (both) {
      faults.push({ pointer: `/lines/${index}/unitPrice`,
        text: t('Enter {0} or {1}: a mark before three digits can mean thousands or decimals.', ...both) });
    } else if (!MONEY.test(line.unitPrice)) {
      faults.push({ pointer: `/lines/${index}/unitPrice`, text: t('Enter a price such as {0}.', typedDecimal('12.50')) });
    }
  });
  Object.keys(SHIP_TO).filter(name => !SHIP_TO[name].optional && !order.shipTo[name]).forEach(name => fault('/shipTo/' + name, 'Enter a value.'));
  if (order.payment.method === 'CARD' && !order.payment.token) fault('/payment/token', "Enter the token of the card.");
  if (!order.orderReference) fault('/orderReference', 'Enter a value.');
  if (order.requestedDelivery < localDay(new Date())) {
    fault('/requestedDelivery', 'This day is in the past. Choose a later one, or leave the field empty.');
  }
  return faults;
}

/** Shows each fault at its field, those without a field above the buttons, and moves the focus to the first. */
function showFaults(faults, detail = '') {
  const form = byId('order-form');
  form.querySelectorAll('[data-pointer]').forEach(control => {
    const texts = faults.filter(fault => fault.pointer === control.dataset.pointer).map(fault => faultText(fault.text));
    control.ariaInvalid = texts.length > 0 ? 'true' : null;
    byId(control.id + '-error').textContent = texts.join('; ');
  });
  const elsewhere = faults.filter(fault => !form.querySelector(`[data-pointer="${CSS.escape(fault.pointer)}"]`));
  const summary = faults.length > 0 && elsewhere.length === 0 ? t('The order is not placed yet. Correct the marked fields.') : detail;
  byId('order-error').textContent = [summary, ...elsewhere.map(fault => (fault.pointer + ' ' + faultText(fault.text)).trim())].join(' ').trim();
  form.querySelector('[aria-invalid="true"]')?.focus();
}

async function placeOrder(submit) {
  const order = contractOrder();
  const faults = orderFaults(order);
  showFaults(faults);
  if (faults.length > 0) {
    return;
  }
  const mine = visits;
  const outcome = await sendOnce(submit, () => post('/api/orders', 'application/json', JSON.stringify(order)),
    t('The client is unreachable. Place the order again: a repeated order is placed once.'));
  if (outcome?.fault) {
    notPlaced(mine, order, outcome.errors, outcome.fault);
  } else if (outcome) {
    localStorage.removeItem(DRAFT);
    leaveForm(mine, 'order', t('Order {0} is stored and will be sent to the server.', outcome.orderReference));
  }
}

/** Shows the trades after a form was sent; a person who has left the form meanwhile stays where they are. */
function leaveForm(mine, view, text) {
  if (mine === visits || document.body.dataset.view === view) {
    goTo('#/', text);
  } else {
    tell(text);
  }
}

/** Shows why an order is not placed, also to a person who has left the form meanwhile. */
function notPlaced(mine, order, faults, detail) {
  showFaults(faults || [], detail);
  if (mine !== visits && document.body.dataset.view !== 'order') {
    tell(t('Order {0}:', order.orderReference) + ' ' + detail, 'error');
  }
}

/** Reads the contents of an order; null if this client has not placed it, or has removed it. */
function readContents(orderReference) {
  return read('/api/order-contents?orderReference=' + encodeURIComponent(orderReference)).catch(failure => {
    if (failure.status === 404) {
      return null;
    }
    throw failure;
  });
}

/** Fills the form with an earlier order, under a new number and with today's prices. */
async function copyOrder(orderReference) {
  const draft = loadDraft();
  if (draft.lines.some(line => line.sku) && !confirm(t('The form has a draft of order {0}. Replace the draft?', draft.orderReference))) {
    return;
  }
  const mine = visits;
  const [earlier, now] = await Promise.all([readContents(orderReference), read('/api/catalogue')]);
  if (mine !== visits) {
    return;
  }
  if (!earlier) {
    tell(t('The client does not have the contents of order {0}. Fill in the form of a new order instead.', orderReference), 'error');
    return;
  }
  const lines = earlier.lines.map(line => ({ ...line,
    unitPrice: unambiguous(now.products.find(offer => offer.sku === line.sku)?.unitPrice || line.unitPrice) }));
  localStorage.setItem(DRAFT, JSON.stringify({ ...earlier, lines, orderReference: newReference(), requestedDelivery: '' }));
  goTo('#/order');
}

/** Reads the catalogue again until the connector has fetched one. */
async function awaitCatalogue() {
  while (document.body.dataset.view === 'order' && !catalogue.fetchedAt) {
    await new Promise(resolve => setTimeout(resolve, POLL_MILLIS));
    catalogue = await read('/api/catalogue').catch(() => catalogue);
  }
  if (byId('products')) {
    productList();
    byId('order-form').querySelector('.hint').replaceChildren(...catalogueNote());
    showTotals();
  }
}

async function openOrderForm() {
  const mine = visits;
  try {
    [catalogue, addresses] = await Promise.all([read('/api/catalogue'), read('/api/addresses')]);
  } catch (unreachable) {
    showConnection(false, t('client unreachable; retrying'));
  }
  if (mine !== visits) {
    return;
  }
  showOrderForm(loadDraft());
  orderControl('/lines/0/sku').focus();
  if (!catalogue.fetchedAt) {
    awaitCatalogue();
  }
}

'use strict';

/* The page of one trade: goods, parcels, money, invoices, address. Everything is of verified messages. */

const NUMBERS = new Set(['Unit price', 'Ordered', 'Shipped', 'Delivered', 'Cancelled', 'Returned', 'Amount', 'Received']);
const QUANTITIES = ['ordered', 'shipped', 'delivered', 'cancelled', 'returned'];
const DUE = { order: 'Order reviewed by', delivery: 'Delivery promised by', payment: 'Payment due by' };
const ACTORS = { PROCESS: 'the server', OPERATOR: 'an operator of the server', CLIENT: 'this client' };
const INVOICE_STATUSES = { OPEN: 'pending', PAID: 'success', WITHDRAWN: 'attention', WRITTEN_OFF: 'attention' };
const ENDED_AUTHORIZATIONS = { VOIDED: 'Authorization voided', EXPIRED: 'Authorization lapsed' };

let productNames = new Map();
let trackingLinks = {};

async function loadProductNames() {
  const { products } = await read('/api/catalogue');
  productNames = new Map(products.map(offer => [offer.sku, offer.name]));
}

function table(caption, titles, lines) {
  const node = element('table', 'plain-table', element('caption', '', t(caption)));
  const head = element('tr', '', ...titles.map(title => {
    const cell = element('th', NUMBERS.has(title) ? 'number' : '', t(title));
    cell.scope = 'col';
    return cell;
  }));
  node.append(element('thead', '', head), element('tbody', '', ...lines));
  return element('div', 'scrolled', node);
}

function line(titles, ...values) {
  return element('tr', '', ...values.map((value, index) => {
    const node = element('td', NUMBERS.has(titles[index]) ? 'number' : '', value);
    node.dataset.label = t(titles[index]);
    return node;
  }));
}

function productName(sku) {
  return productNames.has(sku) ? productNames.get(sku) + ' (' + sku + ')' : sku;
}

function goods(trade) {
  const titles = ['Product', 'Unit price', ...QUANTITIES.map(name => name[0].toUpperCase() + name.slice(1))];
  return table('Goods', titles, trade.lines.map(each => line(titles,
    productName(each.sku),
    amount(each.unitPrice, trade.amounts.currency), ...QUANTITIES.map(name => String(each[name])))));
}

function contents(parcel, trade) {
  return (parcel.contents || []).map(({ number, quantity }) => {
    const sku = trade.lines.find(each => each.number === number)?.sku || t('order line {0}', number);
    return quantity + ' × ' + (productNames.get(sku) || sku);
  }).join(', ') || t('not named by the server');
}

/** The number, as a link to the carrier's page if a setting names one. */
function tracking({ carrier, trackingNumber }) {
  if (!Object.hasOwn(trackingLinks, carrier)) {
    return trackingNumber;
  }
  const link = element('a', '', trackingNumber);
  link.href = trackingLinks[carrier].replace('{trackingNumber}', () => encodeURIComponent(trackingNumber));
  link.rel = 'noopener noreferrer';
  link.target = '_blank';
  return link;
}

function parcels(trade) {
  const titles = ['Parcel', 'Carrier', 'Tracking number', 'Status', 'Contents'];
  return (trade.shipments || []).length === 0 ? null : table('Parcels', titles, trade.shipments.map((parcel, index) =>
    line(titles, String(index + 1), parcel.carrier, tracking(parcel), statusText(parcel.status), contents(parcel, trade))));
}

function facts(title, pairs) {
  const list = element('dl', 'facts');
  for (const [name, value] of pairs.filter(([, value]) => value)) {
    list.append(element('dt', '', t(name)), element('dd', '', value));
  }
  return list.children.length === 0 ? null : element('section', '', element('h3', '', t(title)), list);
}

/** The amount of an authorization stays in the messages when nothing of it is held any more: its name says so. */
function moneyFacts(trade) {
  const { currency, ...amounts } = trade.amounts;
  const ended = Number(amounts.authorized) > 0 && ENDED_AUTHORIZATIONS[trade.payment];
  const names = { ordered: 'Ordered', authorized: ended || 'Authorized', captured: 'Captured', refunded: 'Refunded' };
  return facts('Money', [...Object.entries(names).map(([member, name]) => [name, amount(amounts[member], currency)]),
    ['Payment', statusText(trade.paymentMethod || '')]]);
}

function invoices(trade) {
  const titles = ['Reference for the transfer', 'Amount', 'Received', 'Due', 'Status'];
  return (trade.invoices || []).length === 0 ? null : table('Invoices', titles, trade.invoices.map(invoice => {
    const row = line(titles, invoice.reference, amount(invoice.amount, trade.amounts.currency),
      amount(invoice.received, trade.amounts.currency), '', '');
    row.children[3].replaceChildren(timestamp(invoice.due));
    row.children[4].replaceChildren(element('span', 'status ' + (INVOICE_STATUSES[invoice.status] || ''), statusText(invoice.status)));
    return row;
  }));
}

function promises(trade) {
  const address = trade.shipTo || {};
  return facts('Delivery', [
    ...Object.entries(DUE).map(([name, title]) => [title, trade.due?.[name] && timestamp(trade.due[name])]),
    ['Requested delivery', trade.requestedDelivery && day(trade.requestedDelivery)],
    ['Address', [address.name, address.street, [address.postalCode, address.city].filter(Boolean).join(' '), address.region,
      address.country].filter(Boolean).join(', ')],
    ['Phone', address.phone]]);
}

/** The actor of a change, in words. */
function actorNote(actor) {
  return actor ? t('by {0}', t(ACTORS[actor.kind] || actor.kind)) + (actor.kind === 'PROCESS' ? '' : ' (' + actor.name + ')') : '';
}

/** The current statuses of the three lifecycles, and the reason of the last change. */
function showStatuses(trade) {
  byId('detail-statuses').replaceChildren(...['Order', 'Delivery', 'Payment'].map(name =>
    element('div', '', element('dt', '', t(name)), element('dd', '', status(trade[name.toLowerCase()])))));
  byId('detail-reason').replaceChildren(...reasonLines(trade.reason ? [trade.reason] : []));
}

function showTrade(trade) {
  showStatuses(trade);
  byId('trade').replaceChildren(...[goods(trade), parcels(trade), invoices(trade), moneyFacts(trade), promises(trade)].filter(Boolean));
}

function startTradePage() {
  addEventListener('beforeprint', () => { byId('printed').textContent = t('{0}, printed {1}', ledgerTitle, DATE_AND_TIME.format(new Date())); });
  byId('print').addEventListener('click', () => print());
  byId('copy').addEventListener('click', () => copyOrder(byId('detail-title').textContent)
    .catch(failure => tell(failureText(failure), 'error')));
}

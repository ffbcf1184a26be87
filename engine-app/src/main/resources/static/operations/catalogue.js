/* The products with their prices, now and later, and their stock; and who changed them. Each change asks first. */

import { amount, button, count, counted, element, field, link, section, status, t, table, timestamp } from './dom.js';
import { textOf } from './files.js';
import { decimalField, decimalOf } from './numbers.js';
import { get } from './server.js';
import { PAGE_SIZE, checkEnd, pager } from './pager.js';
import { ask, askOfNow, reasonField } from './question.js';
import { history } from './record.js';
import { complain } from './desk.js';

const PRODUCTS = '/api/operations/products';
const STOCK = '/api/operations/stock';
const RECEIPTS = STOCK + '/receipts';

const NO_STOCK = { onHand: 0, reserved: 0, awaited: 0 };

/** Digits of a price before the decimal mark. */
const DIGITS = 10;

function input(name, properties) {
  return element('input', { name, autocomplete: 'off', ...properties });
}

function piecesField() {
  return input('pieces', { type: 'number', required: true, min: 0, max: 1000000, value: 1 });
}

function receiptField() {
  return input('receiptNumber', { required: true, pattern: '[!-~]{1,64}', maxLength: 64 });
}

function supplyField(value) {
  return input('nextSupply', { type: 'date', value: value ?? '' });
}

/** The values that are not empty, with the price and the numbers as the server reads them. */
function entryOf({ sku, name, unitPrice, currency, validFrom, weight }) {
  return {
    sku, name, currency, unitPrice: decimalOf(unitPrice, currency),
    ...(validFrom ? { validFrom: new Date(validFrom).toISOString() } : {}),
    ...(weight ? { weight: Number(weight) } : {})
  };
}

function createButton() {
  return button('strong', t('Create product …'), () => ask({
    title: t('Create product'),
    effect: t('The product is offered at once. It has no stock until goods are received. Its number and its currency cannot be changed.'),
    fields: [
      [t('Article number'), input('sku', { required: true, maxLength: 64 })],
      [t('Name'), input('name', { required: true, maxLength: 200 })],
      [t('Unit price'), decimalField('unitPrice', DIGITS)],
      [t('Currency'), input('currency', { required: true, pattern: '[A-Z]{3}', maxLength: 3, value: 'EUR' })],
      [t('Weight in grams'), input('weight', { type: 'number', min: 0, max: 10000000 })]],
    path: PRODUCTS, body: entryOf, done: t('The product is offered.')
  }));
}

/** Returns the product as it is now. Its price can be another one since the page was loaded, and each question sends it. */
async function productNow(sku) {
  const product = (await get(PRODUCTS)).find(one => one.sku === sku);
  if (!product) {
    throw new Error(t('{0} is not offered any more. Load the page again.', sku));
  }
  return product;
}

async function levelNow(sku) {
  return (await get(STOCK)).levels.find(level => level.sku === sku) ?? NO_STOCK;
}

function changeButton(sku) {
  return button('plain', t('Change …'), () => askOfNow(() => productNow(sku), product => ({
    title: t('Change {0}', product.sku),
    effect: t('Applies to later orders; accepted orders keep their prices. Leave the time empty for a price that is valid at once.'),
    fields: [
      [t('Name'), input('name', { required: true, maxLength: 200, value: product.name })],
      [t('Unit price in {0}', product.currency), decimalField('unitPrice', DIGITS, product.unitPrice, product.currency)],
      [t('Price valid from'), input('validFrom', { type: 'datetime-local' })],
      [t('Weight in grams'), input('weight', { type: 'number', min: 0, max: 10000000, value: product.weight || '' })]],
    // Without a weight the product would keep its former one; 0 is an unknown weight.
    path: PRODUCTS, body: values => entryOf({ ...values, sku: product.sku, currency: product.currency, weight: values.weight || '0' }), done: t('The product is changed.')
  })));
}

function withdrawButton(product) {
  return button('plain', t('Withdraw …'), () => ask({
    title: t('Withdraw'), subject: product.sku, dangerous: true, method: 'DELETE', path: PRODUCTS + '/' + encodeURIComponent(product.sku),
    effect: t('{0} is not offered any more, and orders of it are refused, until it is created again. Accepted orders and the stock stay.', product.sku),
    done: t('The product is withdrawn.')
  }));
}

function released(outcome) {
  return t('The goods are booked.') + goingOn(outcome);
}

function corrected(outcome) {
  return t('The stock is corrected.') + goingOn(outcome);
}

function goingOn(outcome) {
  const waited = outcome.released.length;
  return (waited === 0 ? ''
    : ' ' + counted(waited, t('1 waiting consignment goes on.'), t('{0} waiting consignments go on.', count(waited))));
}

function receiveButton(sku) {
  return button('plain', t('Book receipt …'), () => askOfNow(() => levelNow(sku), level => ({
    title: t('Book receipt of {0}', sku),
    effect: t('The pieces enter the stock, and consignments that wait for them go on, the oldest first. A delivery note is booked once.'),
    fields: [[t('Number of the delivery note'), receiptField()], [t('Pieces'), piecesField()], [t('Next supply expected on'), supplyField(level.nextSupply)]],
    path: RECEIPTS, done: released,
    body: values => ({ receiptNumber: values.receiptNumber,
      lines: [{ sku, pieces: Number(values.pieces), ...(values.nextSupply ? { nextSupply: values.nextSupply } : {}) }] })
  })));
}

function correctButton(sku) {
  return button('plain', t('Correct stock …'), () => askOfNow(() => levelNow(sku), level => ({
    title: t('Correct stock of {0}', sku),
    effect: t('The stock becomes the number that was counted in the warehouse, with the reserved pieces. It cannot be less than what is reserved.'),
    fields: [[t('Pieces on hand'), input('onHand', { type: 'number', required: true, min: level.reserved, max: 1000000, value: level.onHand })], [t('Reason'), reasonField()]],
    method: 'PUT', path: STOCK + '/' + encodeURIComponent(sku), body: values => ({ onHand: Number(values.onHand), text: values.text }), done: corrected
  })));
}

/** Each offered product with its stock, and the withdrawn ones that have a stock. */
function rowsOf(products, levels) {
  const offered = new Map(products.map(product => [product.sku, product]));
  const stock = new Map(levels.map(level => [level.sku, level]));
  return [...new Set([...offered.keys(), ...stock.keys()])].sort().map(sku => ({ sku, product: offered.get(sku),
    level: stock.get(sku) ?? NO_STOCK }));
}

function cells({ sku, product, level }) {
  return [
    [sku, product ? element('div', 'note', product.name) : [' ', status('WITHDRAWN')]].flat(),
    product ? [amount(product.unitPrice, product.currency), (product.later ?? []).map(later =>
      element('div', 'note', t('{0} from', amount(later.unitPrice, product.currency)), ' ', timestamp(later.validFrom)))].flat() : '',
    count(level.onHand), count(level.reserved), count(level.onHand - level.reserved), count(level.awaited), level.nextSupply ?? '',
    element('p', 'buttons', product && changeButton(sku), receiveButton(sku), correctButton(sku), product && withdrawButton(product))
  ];
}

function search(query) {
  const text = input('q', { type: 'search', maxLength: 64, defaultValue: query.get('q') ?? '' });
  const form = element('form', 'filters', field(t('Article number or name'), text),
    element('span', 'field buttons', element('button', { type: 'submit', className: 'strong' }, t('Search'))));
  form.role = 'search';
  form.addEventListener('submit', event => {
    event.preventDefault();
    location.hash = '#/catalogue' + (text.value ? '?' + new URLSearchParams({ q: text.value }) : '');
  });
  return form;
}

function productList(products, stock, query) {
  const wanted = (query.get('q') ?? '').toLowerCase();
  const found = rowsOf(products, stock.levels)
    .filter(row => (row.sku + ' ' + (row.product?.name ?? '')).toLowerCase().includes(wanted));
  const offset = Number(query.get('offset') ?? 0);
  const shown = found.slice(offset, offset + PAGE_SIZE);
  checkEnd(offset, shown.length, found.length);
  return section('Catalogue', found.length, element('p', 'buttons', createButton()), search(query),
    shown.length === 0 ? element('p', 'empty', t('No product meets the conditions.'))
      : table(t('Catalogue'), [t('Article'), [t('Unit price'), 'number'], [t('On hand'), 'number'], [t('Reserved'), 'number'], [t('Free'), 'number'],
        [t('Awaited'), 'number'], t('Next supply'), t('Actions')], shown.map(cells)),
    pager('catalogue', query, offset, shown.length, found.length));
}

function waiting(consignments) {
  return consignments.length === 0 ? null : section('Consignments that wait for goods', consignments.length,
    table(t('Consignments that wait for goods'), [t('Consignment'), t('Expected')],
      consignments.map(one => [link('#/trades/' + encodeURIComponent(one.id.split('/')[0]), one.id), one.expectedOn ?? ''])));
}

/** A form that reads a CSV file, then asks with what the file and the other fields say. */
function importForm(title, about, others, question) {
  const file = input('file', { type: 'file', required: true, accept: '.csv,text/csv' });
  file.name = 'csv-' + title.toLowerCase().replace(/[^a-z]+/g, '-');
  const form = element('form', 'filters', field(t('CSV file'), file), others.map(([label, control]) => field(label, control)),
    element('p', 'field buttons', element('button', { type: 'submit', className: 'strong' }, t('Import …'))));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      const csv = await textOf(file.files[0]);
      complain(null);
      ask({ method: 'POST', type: 'text/csv', body: () => csv, ...question(file.files[0].name) });
    } catch (failure) {
      complain(failure);
    }
  });
  return [element('h3', {}, t(title)), element('p', 'hint', t(about)), form];
}

function imports() {
  const number = receiptField();
  number.name = 'imported-receipt';
  return section('Import files', null,
    importForm('Products and prices', 'Columns sku, name, unitPrice, currency, and optionally validFrom (such as 2027-01-01T00:00:00Z) and weight.', [],
      name => ({ title: t('Import products'), effect: t('The products of {0} are created or changed, all or none. Accepted orders keep their prices.', name),
        path: PRODUCTS + '/import', done: outcome => counted(outcome.products, t('1 product is imported.'), t('{0} products are imported.', count(outcome.products))) })),
    importForm('Received goods', 'Columns sku, pieces, and optionally nextSupply (such as 2027-01-15).', [[t('Number of the delivery note'), number]],
      name => ({ title: t('Import received goods'), effect: t('The pieces of {0} enter the stock, all or none, and consignments that wait for them go on.', name),
        path: RECEIPTS + '/import?' + new URLSearchParams({ receiptNumber: number.value }), done: released })));
}

export async function showCatalogue(rest, query) {
  const [products, stock, actions] = await Promise.all([get(PRODUCTS), get(STOCK), get(PRODUCTS + '/actions')]);
  document.title = t('Catalogue');
  return [
    productList(products, stock, query),
    waiting(stock.waiting),
    imports(),
    history(actions)
  ].filter(part => part);
}

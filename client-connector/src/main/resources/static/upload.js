'use strict';

/* Upload of a file of orders, CSV or JSON: first a preview by the connector, then the placement. */

const FILE_STATES = { NEW: 'new', PLACED_EARLIER: 'placed earlier', INVALID: 'invalid' };
const EXAMPLE_ROWS = ['orderReference,sku,quantity,unitPrice,currency,name,street,postalCode,city,country,paymentMethod',
  "PO-2026-0001,TEA-EARL-GREY-100,3,12.50,EUR,Ada Lovelace,12 St James's Square,SW1Y 4JH,London,GB,INVOICE",
  'PO-2026-0001,CUP-PORCELAIN,6,4.90,EUR,,,,,,'];

const OPTIONAL_COLUMNS = 'region, phone, paymentToken, requestedDelivery';

/** Lets a reader scroll a wide element by keyboard. */
function scrollable(node, name) {
  node.tabIndex = 0;
  node.setAttribute('role', 'region');
  node.setAttribute('aria-label', name);
  return node;
}

function openUpload() {
  const file = Object.assign(document.createElement('input'), { type: 'file', id: 'upload-file', accept: '.csv,.json,text/csv,application/json' });
  // The same file can be chosen again, after a correction.
  file.addEventListener('click', () => { file.value = ''; });
  file.addEventListener('change', () => file.files[0] && readFile(file.files[0]));
  const label = element('label', '', t('File of orders (CSV or JSON)'));
  label.htmlFor = file.id;
  byId('upload-form').replaceChildren(
    element('p', 'field', label, file),
    element('p', 'hint', t('A CSV file has one row for each line of an order. Rows with the same orderReference are one order. Example:')),
    scrollable(element('pre', 'example', EXAMPLE_ROWS.join('\n')), t('Example')),
    element('p', 'hint', t('Optional columns: {0}. The file is encoded in UTF-8, and its separator is a comma or a semicolon.', OPTIONAL_COLUMNS)),
    element('p', 'hint', t('A JSON file has one order of the contract, or an array of them. Nothing is placed before you confirm the preview.')));
  byId('upload-preview').replaceChildren();
  chosenFiles++;
  file.focus();
}

/** Counts the chosen files: the preview of an earlier one is not shown any more. */
let chosenFiles = 0;

/** Reads the content once: what is placed is what was previewed, although the file can change meanwhile. */
async function readFile(file) {
  const number = ++chosenFiles;
  const content = await file.arrayBuffer().then(buffer => new Uint8Array(buffer), () => null);
  if (number !== chosenFiles) {
    return;
  }
  if (!content) {
    showFileError(t('The file cannot be read. Check that it still exists and that you may read it, and choose it again.'));
    return;
  }
  const line = undecodableLine(content);
  if (content.length === 0) {
    showFileError(t('The file is empty. Choose a file with orders.'));
  } else if (line) {
    showFileError(t('Line {0} has a character that is not encoded in UTF-8. Save the file as UTF-8 and choose it again.', line));
  } else {
    await preview({ name: file.name, content }, number);
  }
}

/** Returns the number of the first line that is not encoded in UTF-8, or null. */
function undecodableLine(content) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return null;
  } catch (undecodable) {
    return new TextDecoder().decode(content).split('\uFFFD')[0].split('\n').length;
  }
}

function showFileError(text) {
  const error = element('p', 'error', text);
  error.setAttribute('role', 'alert');
  byId('upload-preview').replaceChildren(error);
}

function isJson({ name }) {
  return name.toLowerCase().endsWith('.json');
}

function postFile(file, place) {
  return post('/api/order-files' + (place ? '?place=true' : ''), isJson(file) ? 'application/json' : 'text/csv;charset=UTF-8', file.content);
}

async function preview(file, number) {
  const report = await postFile(file, false).then(outcomeOf,
    failure => ({ fault: failure.status ? failureText(failure) : t('The client is unreachable. Choose the file again.') }));
  if (number !== chosenFiles) {
    return;
  }
  if (report.fault) {
    showFileError(report.fault);
  } else {
    showReport(file, { ...report, json: isJson(file) });
  }
}

function showReport(file, report) {
  const target = byId('upload-preview');
  target.replaceChildren(element('h3', '', t('Preview of {0}', file.name)), ...faultList(report), ...orderTable(report));
  if (report.faults.length === 0) {
    const place = element('button', 'strong', counted(report.orders.filter(order => order.state === 'NEW').length, 'Place 1 order', 'Place {0} orders'));
    place.addEventListener('click', () => placeFile(file, place));
    target.append(element('p', 'buttons', place));
    place.focus();
  }
}

function faultList({ faults, json }) {
  if (faults.length === 0) {
    return [];
  }
  const summary = element('p', 'error', counted(faults.length,
    '1 fault. Nothing can be placed; correct the file and choose it again.',
    '{0} faults. Nothing can be placed; correct the file and choose it again.'));
  summary.setAttribute('role', 'alert');
  return [summary, faultItems(faults, json)];
}

function faultItems(faults, json) {
  const list = element('ol', 'list');
  list.id = 'upload-faults';
  list.append(...faults.map(fault => element('li', '',
    element('span', 'status failure', t(json ? 'order {0}' : 'line {0}', fault.place)),
    element('span', '', [fault.field, faultText(fault.text)].filter(Boolean).join(': ')),
    element('span', 'note', fault.orderReference))));
  return list;
}

function orderTable({ orders }) {
  if (orders.length === 0) {
    return [];
  }
  const table = element('table', 'plain-table');
  table.id = 'upload-orders';
  const head = element('tr', '', ...['Order', 'State', 'Lines', 'Total', 'Address'].map(title => {
    const cell = element('th', ['Lines', 'Total'].includes(title) ? 'number' : '', t(title));
    cell.scope = 'col';
    return cell;
  }));
  table.append(element('thead', '', head), element('tbody', '', ...orders.slice(0, 200).map(fileRow)));
  return [element('p', 'hint', orders.length > 200 ? t('The first 200 of {0} orders:', orders.length) : counted(orders.length, '1 order:', '{0} orders:')), table];
}

/** A row of the preview. An order with faults can have any content: null, no array of lines, numbers as prices. */
function fileRow({ orderReference, state, order }) {
  const lines = Array.isArray(order?.lines) ? order.lines : [];
  const known = lines.every(line => typeof line?.unitPrice === 'string' && MONEY.test(line.unitPrice)
    && Number.isInteger(line.quantity) && line.quantity > 0);
  const total = known ? amount(money(lines.reduce((sum, line) => sum + parts(line.unitPrice) * BigInt(line.quantity), 0n)), order?.currency) : '';
  return element('tr', '', cell('name', t('Order'), orderReference),
    cell('state', t('State'), element('span', 'status ' + (state === 'INVALID' ? 'failure' : state === 'NEW' ? 'success' : 'pending'), t(FILE_STATES[state]))),
    cell('number', t('Lines'), String(lines.length)), cell('number', t('Total'), total),
    cell('', t('Address'), [order?.shipTo?.name, order?.shipTo?.city].filter(Boolean).join(', ')));
}

async function placeFile(file, button) {
  const mine = visits;
  const number = chosenFiles;
  const outcome = await sendOnce(button, () => postFile(file, true),
    t('The client is unreachable. Place the file again: no order is placed twice.'));
  if (!outcome) {
    return;
  }
  const left = mine !== visits || number !== chosenFiles;
  if (!outcome.fault) {
    if (!left) {
      byId('upload-preview').replaceChildren();
    }
    leaveUpload(left, outcome.placedEarlier > 0 ? t('{0} orders are placed; {1} had been placed earlier.', outcome.placed, outcome.placedEarlier)
      : counted(outcome.placed, '1 order is placed.', '{0} orders are placed.'));
  } else if (left) {
    tell(file.name + ': ' + outcome.fault, 'error');
  } else if (outcome.errors) {
    // The orders of the file have changed since the preview.
    showFileError(outcome.fault);
    byId('upload-preview').append(...(outcome.placed ? [faultItems(outcome.errors, isJson(file))] : []));
  } else {
    const error = byId('upload-error') || element('p', 'error');
    error.id = 'upload-error';
    error.setAttribute('role', 'alert');
    error.textContent = outcome.fault;
    byId('upload-preview').append(error);
  }
}

/** Shows the trades after a file was placed; a person who does something else meanwhile stays where they are. */
function leaveUpload(left, text) {
  if (left) {
    tell(text);
  } else {
    goTo('#/', text);
  }
}

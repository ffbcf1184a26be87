'use strict';

/* The list of trades: search, filters, order and pages. The connector searches; the page shows one page of the result. */

const PAGE_SIZE = 25;
const STATUSES = {
  order: ['RECEIVED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD', 'CANCELLING', 'COMPLETED', 'REJECTED', 'CANCELLED', 'FAILED'],
  delivery: ['NOT_STARTED', 'NOT_REQUIRED', 'BACKORDERED', 'PREPARING', 'PARTIALLY_SHIPPED', 'SHIPPED', 'PARTIALLY_DELIVERED',
    'UNDELIVERABLE', 'DELIVERED', 'PARTIALLY_RETURNED', 'RETURNED', 'CANCELLED'],
  payment: ['PENDING', 'NOT_REQUIRED', 'REQUIRES_ACTION', 'AUTHORIZED', 'EXPIRED', 'FAILED', 'PARTIALLY_PAID', 'PAID',
    'PARTIALLY_REFUNDED', 'REFUNDED', 'VOIDED']
};
const STATES = { '': 'all', 'closed=false': 'open', 'closed=true': 'closed', 'overdue=true': 'overdue', 'disputed=true': 'disputed', 'warned=true': 'with warnings' };
const SORTS = { NEWEST: 'newest first', OLDEST: 'oldest first', CHANGED: 'latest change first', REFERENCE: 'by order number', AMOUNT: 'largest amount first' };
const ANNOUNCED_TRADES = 3;
const HIGHLIGHTED_TRADES = 5;

/** The list stands before all of very many trades could be counted. */
const MOST_COUNTED = 10_000;

let firstTrade = 0;
let shownQuery = '';
let searching = null;

function statusText(name) {
  return t(name.replaceAll('_', ' ').toLowerCase());
}

function filterField(label, control) {
  control.id = 'filter-' + control.name;
  const text = element('label', '', t(label));
  text.htmlFor = control.id;
  return element('span', 'filter', text, control);
}

/** On a narrow screen the filters are folded, so that the trades are on the first screen. */
function filterToggle() {
  const toggle = element('button', 'plain filter-toggle', t('Filters'));
  toggle.type = 'button';
  toggle.setAttribute('aria-expanded', 'false');
  toggle.setAttribute('aria-controls', 'filter-fields');
  toggle.addEventListener('click', () => {
    const open = byId('filters').classList.toggle('open');
    toggle.setAttribute('aria-expanded', String(open));
  });
  return toggle;
}

function showFilters() {
  const search = Object.assign(document.createElement('input'), { type: 'search', name: 'q', maxLength: 64, autocomplete: 'off' });
  search.addEventListener('input', () => {
    clearTimeout(searching);
    searching = setTimeout(() => goToTrade(0), 250);
  });
  const choices = [['state', 'Show', STATES], ...Object.entries(STATUSES).map(([name, values]) =>
    [name, name[0].toUpperCase() + name.slice(1) + ' status', Object.fromEntries([['', 'any'], ...values.map(value => [value, value])])]),
    ['sort', 'Sort', SORTS]];
  byId('filters').replaceChildren(filterField('Search', search), filterToggle(), element('div', 'filter-fields', ...choices.map(([name, label, options]) => {
    const control = select(name, Object.fromEntries(Object.entries(options).map(([value, text]) => [value, statusText(text)])));
    control.addEventListener('change', () => goToTrade(0));
    return filterField(label, control);
  })));
  document.querySelector('.filter-fields').id = 'filter-fields';
  byId('filters').addEventListener('submit', event => event.preventDefault());
  byId('previous').addEventListener('click', () => turn(Math.max(0, firstTrade - PAGE_SIZE)));
  byId('next').addEventListener('click', () => turn(firstTrade + PAGE_SIZE));
}

let turning = false;

/** Marks the buttons while a page is read. They stay focusable, so that a person by keyboard can go on. */
function markTurning(now) {
  turning = now;
  for (const name of ['previous', 'next']) {
    byId(name).ariaDisabled = now ? 'true' : null;
  }
}

/** Goes to another page; a second click while it is read does nothing. */
function turn(first) {
  if (!turning) {
    markTurning(true);
    goToTrade(first);
  }
}

function goToTrade(first) {
  firstTrade = first;
  refresh();
}

function isFiltered() {
  return ['q', 'state', 'order', 'delivery', 'payment'].some(name => byId('filter-' + name)?.value);
}

function tradeQuery() {
  const query = new URLSearchParams({ limit: PAGE_SIZE, offset: firstTrade, totalUpTo: MOST_COUNTED });
  for (const name of ['q', 'order', 'delivery', 'payment', 'sort']) {
    const { value } = byId('filter-' + name);
    if (value) {
      query.set(name, value);
    }
  }
  const state = byId('filter-state').value;
  return query + (state ? '&' + state : '');
}

/** Reads one page of the trades, and the number of all trades that meet the conditions. */
async function readTrades() {
  const query = tradeQuery();
  const first = firstTrade;
  const { body: trades, total, more } = await readResponse('/api/trades?' + query);
  if (trades.length === 0 && first > 0 && first === firstTrade) {
    // Trades have left the list: its end is now an earlier page.
    firstTrade = Math.max(0, Math.min(first - PAGE_SIZE, Math.floor((total - 1) / PAGE_SIZE) * PAGE_SIZE));
    return readTrades();
  }
  return { query, first, trades, total, more };
}

function showTrades({ query, first = firstTrade, trades, total, more }) {
  const section = byId('trades');
  const counting = INTEGER.format(total) + (more ? '+' : '');
  // A trade that another page or search brings has not changed.
  const sameList = rows.size > 0 && query === shownQuery;
  shownQuery = query;
  const changed = [];
  const replaced = [];
  const current = trades.map(trade => {
    const known = rows.get(trade.tradingId);
    // Not the sequence: a settled equivocation replaces a message by another one with the same sequence.
    const contents = JSON.stringify(trade);
    if (known && known.contents === contents) {
      return known.row;
    }
    const row = tradeRow(trade);
    if (known) {
      changed.push(trade);
    }
    if (known || sameList) {
      replaced.push(row);
    }
    rows.set(trade.tradingId, { row, contents });
    return row;
  });
  // Many rows that fade at once tell nothing, and keep the browser busy.
  if (replaced.length <= HIGHLIGHTED_TRADES) {
    replaced.forEach(highlight);
  }
  const ids = new Set(trades.map(trade => trade.tradingId));
  [...rows.keys()].filter(id => !ids.has(id)).forEach(id => rows.delete(id));
  keepFocus(() => {
    const body = section.querySelector('tbody');
    if (current.length !== body.children.length || current.some((row, index) => body.children[index] !== row)) {
      body.replaceChildren(...current);
    }
  });
  say(changed);
  section.querySelector('table').hidden = trades.length === 0;
  section.querySelector('.empty').hidden = trades.length !== 0 || isFiltered();
  section.querySelector('.none').hidden = trades.length !== 0 || !isFiltered();
  section.querySelector('.count').textContent = total ? counting : '';
  byId('pager').hidden = total <= PAGE_SIZE;
  byId('page-range').textContent = t('{0} to {1} of {2}', first + 1, first + trades.length, counting);
  byId('previous').disabled = first === 0;
  byId('next').disabled = !more && first + trades.length >= total;
  if (first === firstTrade) {
    markTurning(false);
  }
}

/** A row that is moved afterwards does not fade again. */
function highlight(row) {
  row.classList.add('changed');
  row.addEventListener('animationend', () => row.classList.remove('changed'), { once: true });
}

/** Runs a change of the page; the focus stays on the same trade, link or button, although its element may be a new one. */
function keepFocus(change) {
  const focused = document.activeElement;
  const trade = focused?.closest?.('tr[data-trade]')?.dataset.trade;
  const list = focused?.closest?.('.list');
  const address = focused?.getAttribute?.('href');
  const item = focused?.closest?.('li')?.dataset.item;
  const pressed = focused?.tagName === 'BUTTON' ? focused.textContent : null;
  change();
  if (focused?.isConnected && document.activeElement === focused) {
    return;
  }
  if (trade) {
    document.querySelector(`tr[data-trade="${CSS.escape(trade)}"] button`)?.focus({ preventScroll: true });
  } else if (list && item && pressed) {
    [...list.querySelectorAll(`li[data-item="${CSS.escape(item)}"] button`)].find(button => button.textContent === pressed)
      ?.focus({ preventScroll: true });
  } else if (list && address) {
    list.querySelector(`a[href="${CSS.escape(address)}"]`)?.focus({ preventScroll: true });
  }
}

/** Has a screen reader say the new statuses of a few trades, or the number of many. */
function say(changed) {
  if (changed.length > 0) {
    byId('spoken').textContent = changed.length > ANNOUNCED_TRADES ? t('{0} trades changed', changed.length)
      : changed.map(statusesInWords).join('. ');
  }
}

function statusesInWords(trade) {
  return trade.orderReference + ': ' + ['order', 'delivery', 'payment'].map(name => t(name) + ' ' + statusText(trade[name])).join(', ');
}

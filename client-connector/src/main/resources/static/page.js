'use strict';

const SUCCESS = new Set(['COMPLETED', 'DELIVERED', 'PAID', 'ACCEPTED_ORDER']);
const PENDING = new Set(['RECEIVED', 'NOT_STARTED', 'PENDING', 'NOT_REQUIRED', 'WAITING']);
const ATTENTION = new Set(['ON_HOLD', 'CANCELLING', 'BACKORDERED', 'REQUIRES_ACTION', 'EXPIRED', 'VOIDED', 'REFUNDED',
  'PARTIALLY_REFUNDED', 'RETURNED', 'PARTIALLY_RETURNED', 'SEQUENCE_GAP']);
const FAILURE = new Set(['REJECTED', 'CANCELLED', 'FAILED', 'UNDELIVERABLE', 'REFUSED']);
const POLL_MILLIS = 3000;
const SILENCE_MILLIS = 30000;
const MOST_REMEMBERED = 20;
const LISTED_WARNINGS = 50;

const byId = id => document.getElementById(id);
const rows = new Map();

/** Creates an element. Content is appended as text nodes, so that text from a message never becomes markup. */
function element(tag, className, ...content) {
  const node = document.createElement(tag);
  if (className) {
    node.className = className;
  }
  node.append(...content.filter(part => part !== null && part !== undefined));
  return node;
}

function status(name) {
  const kind = SUCCESS.has(name) ? 'success' : PENDING.has(name) ? 'pending'
    : ATTENTION.has(name) ? 'attention' : FAILURE.has(name) ? 'failure' : '';
  return element('span', 'status ' + kind, statusText(name));
}

function reasonNote(reason) {
  return reason ? element('div', 'note', reasonText(reason)) : null;
}

function cell(className, label, ...content) {
  const node = element('td', className, ...content);
  node.dataset.label = label;
  return node;
}

function tradeRow(trade) {
  const name = element('button', 'reference', trade.orderReference);
  name.type = 'button';
  const row = element('tr', '',
    cell('name', t('Order'), name, reasonNote(trade.reason)),
    cell('state', t('Order'), status(trade.order)),
    cell('state', t('Delivery'), status(trade.delivery)),
    cell('state', t('Payment'), status(trade.payment)),
    cell('number', t('Amount'), amount(trade.amounts.ordered, trade.amounts.currency)),
    cell('time', t('Changed'), timestamp(trade.changedAt)));
  row.dataset.trade = trade.tradingId;
  row.addEventListener('click', () => goTo('#/trades/' + encodeURIComponent(trade.tradingId)));
  return row;
}

/** @param total number of all items, of which the list has the first */
function showList(id, items, total = items.length) {
  const section = byId(id);
  section.hidden = items.length === 0;
  section.querySelector('.count').textContent = total > items.length ? t('{0} of {1}', INTEGER.format(items.length), INTEGER.format(total))
    : items.length || '';
  const list = section.querySelector('.list');
  if (list.children.length !== items.length || items.some((item, index) => !item.isEqualNode(list.children[index]))) {
    keepFocus(() => list.replaceChildren(...items));
  }
}

/** Returns true for warnings that need nobody: settled or acknowledged by a person, or about messages that were applied later. */
function isDone(group) {
  return group.state !== 'OPEN';
}

/** The name of a warning as in the API, and below it the state of one that needs nobody. */
function warningState(group) {
  return element('span', 'warning-state', element('span', 'status ' + (isDone(group) ? 'success' : 'failure'), group.type),
    isDone(group) ? ' ' : null, isDone(group) ? element('span', 'state-note', statusText(group.state)) : null);
}

/** A link to the trade of a warning. A warning that anybody can have caused has none. */
function tradeOf(group) {
  if (!group.tradingId) {
    return [];
  }
  const link = element('a', '', group.orderReference ? t('order {0}', group.orderReference) : t('trade {0}', group.tradingId));
  link.href = '#/trades/' + encodeURIComponent(group.tradingId);
  return [link, ' · '];
}

/**
 * Warnings of one type about one trade. The count includes warnings whose messages are no longer stored.
 *
 * @param trade the content that names the trade
 */
function warningItem(group, trade = tradeOf(group)) {
  const link = element('a', '', t(group.count > 1 ? 'show the latest message' : 'show message'));
  link.href = '/api/quarantine/' + encodeURIComponent(group.quarantineId);
  const about = element('div', 'about');
  about.append(
    group.count > 1 ? element('strong', '', t('{0} times', group.count)) : '',
    group.count > 1 ? ' ' + t('since {0}', DATE_AND_TIME.format(new Date(group.firstAt))) + ' · ' : '',
    ...trade, link);
  if (group.type === 'EQUIVOCATION' && group.tradingId && group.state !== 'SETTLED') {
    about.append(' · ', settlementButton(group));
  }
  if (!isDone(group)) {
    about.append(' · ', acknowledgementButton(group));
  }
  if (group.note) {
    about.append(element('div', '', t('acknowledged {0}: {1}', DATE_AND_TIME.format(new Date(group.acknowledgedAt)), group.note)));
  }
  if (group.answer) {
    about.append(element('div', '', t('answer of the server, {0}: {1}', DATE_AND_TIME.format(new Date(group.answeredAt)), group.answer)));
  }
  if (group.serverAcknowledgedAt) {
    about.append(element('div', '', t('acknowledged by the server {0}', DATE_AND_TIME.format(new Date(group.serverAcknowledgedAt)))));
  }
  const item = element('li', group.origin === 'UNVERIFIED' ? 'unverified' : '',
    warningState(group),
    element('span', '', warningText(group.text)), timestamp(group.latestAt), about);
  item.dataset.item = [group.type, group.origin, group.tradingId].join(' ');
  return item;
}

function findingItem(finding) {
  return element('li', '',
    element('span', 'status failure', finding.table),
    element('span', '', finding.row + (finding.column ? ' · ' + finding.column : '')),
    element('div', 'about', withValues('finding', finding.problem)));
}

/** Shows the last verification of the stored ledger. */
function showVerification(verification) {
  const indicator = byId('verification');
  byId('verify').disabled = verification.running;
  indicator.className = verification.finishedAt && !verification.intact ? 'damaged' : '';
  indicator.replaceChildren(...(verification.running ? [t('verifying the ledger …')]
    : !verification.finishedAt ? [t('ledger not verified yet')]
      : [t(verification.intact ? 'ledger intact' : 'LEDGER CHANGED') + ' · ', counted(verification.head.number, '1 entry · verified', '{0} entries · verified') + ' ',
        timestamp(verification.finishedAt)]));
  const findings = verification.running ? [] : (verification.findings || []).slice(0, 50);
  showList('findings', findings.map(findingItem));
  byId('findings').querySelector('.count').textContent = verification.findingCount || '';
}

function orderItem(order) {
  const about = order.state === 'REFUSED' ? reasonLines(order.reasons)
    : [order.state === 'SENT' ? t('sent; the server has not answered yet') : t('stored; not sent yet')];
  return element('li', '',
    status(order.state), element('span', '', order.orderReference), timestamp(order.placedAt), element('div', 'about', ...about));
}

function entry(item) {
  return element('li', '',
    element('div', 'note', '#' + item.sequence + ' · ', timestamp(item.time), item.actor ? ' · ' + actorNote(item.actor) : ''),
    element('div', 'statuses', ...['Order', 'Delivery', 'Payment'].flatMap(name =>
      [element('span', 'spoken', t(name) + ': '), status(item[name.toLowerCase()])])),
    item.reason ? element('div', 'note reasons', ...reasonLines([item.reason])) : null);
}

/** Shows the link to confirm a payment. Only web addresses become links. */
function showAction(action) {
  const section = byId('action');
  section.hidden = !action || !/^https?:\/\//.test(action.url);
  if (section.hidden) {
    section.replaceChildren();
    return;
  }
  const link = element('a', '', t('Confirm the payment'));
  link.href = action.url;
  link.rel = 'noopener noreferrer';
  link.target = '_blank';
  section.replaceChildren(
    link, ' ', t("on the payment provider's page; otherwise the order is cancelled. Until"), ' ', timestamp(action.until));
}

let shown = { tradingId: null, contents: '' };

async function openTrade(tradingId) {
  closeForm();
  if (!await show(tradingId)) {
    return;
  }
  showTitle(byId('detail-title'));
  if (!byId('detail').open) {
    byId('detail').showModal();
  }
}

let asked = 0;
let answered = 0;

/** Updates the dialog except the form, so that input is kept when a message arrives. Returns false if the trade is not in view any more. */
async function show(tradingId) {
  const mine = visits;
  const number = ++asked;
  const path = '/api/trades/' + encodeURIComponent(tradingId);
  const [trade, requests, warnings] = await Promise.all([read(path), read(path + '/requests'),
    read('/api/warnings/groups?tradingId=' + encodeURIComponent(tradingId))]);
  if (mine !== visits || tradingId !== tradeInView) {
    return false;
  }
  if (number < answered) {
    return true;
  }
  answered = number;
  byId('detail-title').textContent = trade.orderReference;
  byId('detail-sub').textContent = t('Trade {0}', trade.tradingId) + ' · ' + t(trade.closed ? 'closed' : 'open')
    + (trade.revision > 1 ? ' · ' + t('changed, revision {0}', trade.revision) : '') + ' · '
    + t(trade.intact ? 'history intact' : 'CHANGED: what is stored differs from what was recorded');
  byId('detail-evidence').href = '/api/evidence/' + encodeURIComponent(tradingId);
  // Not the sequence: a settled equivocation replaces a message by another one with the same sequence.
  const contents = JSON.stringify({ ...trade, verifiedAt: null });
  if (shown.tradingId !== tradingId || shown.contents !== contents) {
    byId('history').replaceChildren(...trade.history.map(entry));
    showAction(trade.action);
    showTrade(trade);
    if (shown.tradingId === tradingId) {
      byId('trade-spoken').textContent = statusesInWords(trade);
    }
  }
  shown = { tradingId, contents };
  showRequestButtons(trade);
  showRequests(requests);
  showList('trade-warnings', warnings.map(group => warningItem(group, [])));
  return true;
}

const remembered = new Map();

/** Reads a path. The body is transferred only if it differs from the last one; total is the number of all entries of a list, and
 * more whether there are more than were counted. */
async function readResponse(path) {
  const last = remembered.get(path);
  const response = await request(path, { headers: { Accept: 'application/json', ...(last && { 'If-None-Match': last.tag }) } });
  if (response.status === 304) {
    return last;
  }
  if (!response.ok) {
    throw Object.assign(new Error(path + ' returned ' + response.status), { status: response.status });
  }
  const result = { tag: response.headers.get('ETag'), total: Number(response.headers.get('X-Total-Count')),
    more: response.headers.has('X-Total-More'), body: await response.json() };
  remembered.delete(path);
  if (result.tag) {
    remembered.set(path, result);
  }
  if (remembered.size > MOST_REMEMBERED) {
    remembered.delete(remembered.keys().next().value);
  }
  return result;
}

async function read(path) {
  return (await readResponse(path)).body;
}

/** Returns what a failed request means for a person. */
function failureText(failure) {
  return failure.status === 401
    ? t('Nothing is sent, because your session has ended. Log in in another tab, then try again here: what you have entered is kept.')
    : failure.status ? t('The client answers with an error ({0}). Try again.', failure.status) : t('client unreachable; try again');
}

/** Returns what a response that is not ok means for a person. */
async function refusalText(response) {
  return (await outcomeOf(response)).fault;
}

/** Shows a text where the person looks, and has a screen reader say it: nothing behind an open trade is reached. */
function tell(text, kind = 'result') {
  if (!byId('detail').open) {
    announce(text, kind);
    return;
  }
  byId('request-result').className = kind;
  byId('request-result').textContent = text;
}

/** Shows a text above the view until the next view, and has a screen reader say it. */
function announce(text, kind = 'result') {
  byId('announcement').className = kind;
  byId('announcement').textContent = text;
}

let ledgerTitle = document.title;

/** The title of the window, and of a printed page: the content of an element before the name of the ledger. */
function showTitle(node) {
  const name = node && node.hash !== '#/' ? node.textContent + ' · ' : '';
  document.title = name + ledgerTitle;
}

/** @param connected null as long as it is unknown */
function showConnection(connected, text) {
  const indicator = byId('live');
  indicator.className = 'live ' + (connected === null ? '' : connected ? 'on' : 'off');
  indicator.textContent = text;
}

/** Shows whether the server is heard. Without its statements, nobody notices a lost message. */
function showServer(server) {
  if (server.silence) {
    showConnection(false, t('no statement from the server: {0}', problemText(server.silence)));
  } else if (server.lastStatement) {
    showConnection(true, t('last statement from the server: {0}', TIME.format(new Date(server.lastStatement))));
  } else {
    showConnection(null, t('waiting for the server'));
  }
}

/** Shows above all views why the page can be outdated: the failure of a request, or null. */
function showOutage(failure) {
  const text = !failure ? ''
    : failure.status === 401 ? t('Your session has ended. Log in in another tab, then go on here: what you have entered is kept.')
    : failure.status ? t('The client answers with an error ({0}). This page can be outdated; it is loaded again as soon as the error is over.', failure.status)
      : t('The client does not respond. This page can be outdated; it is loaded again as soon as the client responds.');
  if (byId('outage').dataset.text !== text) {
    byId('outage').dataset.text = text;
    byId('outage').replaceChildren(text, ...(failure?.status === 401 ? [' ', loginLink()] : []));
  }
}

/** A link to the login in another tab, which leaves this page as it is. */
function loginLink() {
  const link = element('a', '', t('Open the login'));
  link.href = '/login';
  link.target = '_blank';
  link.rel = 'noopener';
  return link;
}

// A person comes back from the login in another tab.
addEventListener('focus', () => byId('outage').querySelector('a') && refresh());

/** Moves the outage into the dialog that is open, since the page behind it is covered, and back. */
function placeOutage() {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const before = dialog ? dialog.querySelector('header') : byId('announcement');
  if (byId('outage').previousElementSibling !== before) {
    before.after(byId('outage'));
  }
}

new MutationObserver(placeOutage).observe(document.body, { subtree: true, attributeFilter: ['open'] });

/** The lists of the page, by the names in the change stream: each reads, and returns the function that shows the result. */
const LISTS = {
  client: async () => {
    const { server } = await read('/api/client');
    return () => showServer(server);
  },
  trades: async () => {
    const page = await readTrades();
    return () => showTrades(page);
  },
  warnings: async () => {
    const { body: groups, total } = await readResponse('/api/warnings/groups?limit=' + LISTED_WARNINGS);
    const done = groups.filter(isDone);
    const open = groups.filter(group => !isDone(group));
    return () => {
      // The open ones come first: of more than are read, the rest belongs to the list that has the last one.
      showList('warnings', open.map(group => warningItem(group)), done.length === 0 ? total : open.length);
      showList('settled', done.map(group => warningItem(group)), total - open.length);
    };
  },
  orders: async () => {
    const [unanswered, refused] = await Promise.all(['limit=200&state=WAITING,SENT', 'limit=20&state=REFUSED']
      .map(query => readResponse('/api/orders?' + query)));
    // Refused orders never hide one without an answer.
    return () => showList('orders', [...unanswered.body, ...refused.body].map(orderItem), unanswered.total + refused.total);
  },
  verification: async () => {
    const verification = await read('/api/verification');
    return () => showVerification(verification);
  }
};

/** The lists that have changed since they were read. */
const outdated = new Set();
let refreshing = false;
let refreshAgain = false;

/** Reads the lists that have changed. Those behind an open trade are read once it is closed. */
async function readOutdated() {
  const open = byId('detail').open;
  const names = [...outdated].filter(name => !open || name === 'client');
  names.forEach(name => outdated.delete(name));
  const shows = await Promise.all(names.map(name => LISTS[name]()));
  showEndedDay();
  shows.forEach(show => show());
  await refreshTrade();
}

/** The visit whose trade could not be read. */
let unopened = null;

/** Reads the trade in view again, and opens it if that failed before. */
async function refreshTrade() {
  const mine = visits;
  try {
    if (tradeInView) {
      // A trade that is being opened is read again, too: its answer can be older than the change.
      await (unopened === visits && !byId('detail').open ? openTrade(tradeInView) : show(tradeInView));
    }
  } catch (failure) {
    if (mine === visits && !noTrade(failure)) {
      throw failure;
    }
  }
}

/** Reads lists. Calls during a refresh lead to a single further refresh; calls while the person logs out to none. */
async function refresh(names = Object.keys(LISTS)) {
  if (leaving) {
    return;
  }
  names.filter(name => Object.hasOwn(LISTS, name)).forEach(name => outdated.add(name));
  if (refreshing) {
    refreshAgain = true;
    return;
  }
  refreshing = true;
  try {
    await readOutdated();
    showOutage(null);
  } catch (error) {
    Object.keys(LISTS).forEach(name => outdated.add(name));
    if (error.status !== 401) {
      showConnection(false, t(error.status ? 'client cannot read its ledger; retrying' : 'client unreachable; retrying'));
      showOutage(error);
      retrySoon();
    }
  } finally {
    refreshing = false;
  }
  if (refreshAgain) {
    refreshAgain = false;
    refresh([]);
  }
}

let retrying = null;

/** The change stream can be open although a request failed. */
function retrySoon() {
  retrying ??= setTimeout(() => { retrying = null; refresh(); }, POLL_MILLIS);
}

let polling = null;

function poll(on) {
  if (on && polling === null) {
    polling = setInterval(() => refresh(), POLL_MILLIS);
  } else if (!on && polling !== null) {
    clearInterval(polling);
    polling = null;
  }
}

function openChangeStream() {
  const changes = new EventSource('/api/changes');
  changes.addEventListener('change', event => refresh(event.data ? event.data.split(',') : undefined));
  changes.addEventListener('open', () => poll(false));
  changes.addEventListener('error', () => {
    poll(true);
    refresh();
    if (changes.readyState === EventSource.CLOSED) {
      setTimeout(openChangeStream, POLL_MILLIS);
    }
  });
}

byId('verify').addEventListener('click', async () => {
  try {
    const response = await post('/api/verification', 'application/json', '{}');
    announce(response.ok ? '' : await refusalText(response), 'error');
  } catch (failure) {
    announce(failureText(failure), 'error');
  }
  refresh();
});
byId('close').addEventListener('click', () => byId('detail').close());
async function loadClient() {
  const client = await read('/api/client');
  ledgerTitle = t('Ledger of {0}', client.clientId);
  document.title = ledgerTitle;
  byId('client').textContent = ledgerTitle.slice(t('Ledger').length);
  trackingLinks = client.trackingLinks;
}

textsLoaded.then(async () => {
  showFilters();
  startTradePage();
  showSession().catch(() => { });
  loadProductNames().catch(() => { });
  await loadClient().catch(() => { });
  startViews();
  refresh();
  openChangeStream();
  // A silent server causes no change event.
  setInterval(() => refresh(), SILENCE_MILLIS);
});

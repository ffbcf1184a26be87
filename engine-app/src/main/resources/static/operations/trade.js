/* One trade: everything that the server knows of it, open or finished. */

import { amount, byId, element, link, ofServer, section, status, t, table, timestamp, words } from './dom.js';
import { get } from './server.js';
import { actionsOf, warningActions } from './actions.js';
import { kindOf, purposeOf } from './movements.js';
import { lookUpButton } from './restore.js';
import { flagText } from './trades.js';

const LIFECYCLES = ['order', 'delivery', 'payment'];

/** The messages with their data, oldest first. */
function historyOf(trade) {
  return trade.messages.map(message => {
    const event = JSON.parse(message.body);
    return { ...message, type: event.type, id: event.id, data: event.data, statuses: event.data.statuses || event.data };
  }).reverse();
}

/** Sequence, originator and reason of a step. A reason that repeats the name of the event is left out. */
function notes(message, lifecycle) {
  const reason = (message.data.changed || []).includes(lifecycle) ? message.data.reason : null;
  return [...new Set(['#' + message.sequence, actorOf(message), reason ? reason.text || words(reason.code) : ''])].filter(note => note);
}

function timeline(history, lifecycle) {
  let last = null;
  const steps = [];
  for (const message of history) {
    const now = message.statuses[lifecycle];
    if (now !== last || (message.data.changed || []).includes(lifecycle)) {
      steps.push(element('li', {}, status(now), ' ', timestamp(message.at), element('div', 'note', notes(message, lifecycle).join(' · '))));
      last = now;
    }
  }
  return element('div', {}, element('h3', {}, t(lifecycle[0].toUpperCase() + lifecycle.slice(1))), element('ol', 'timeline', steps));
}

/** The element of the model, by its name if it has one, or the person or client. */
function actorOf(message) {
  return message.element ?? message.data.actor?.name ?? '';
}

const instanceLink = (id, text) => link('/camunda/app/cockpit/default/#/process-instance/' + id + '/runtime', text);
const taskLink = (id, text) => link('/camunda/app/tasklist/default/#/?task=' + id, text);

/** What is wrong with the trade, and what to do. Sentences of the server with values of its own stay as they are, below one in the reader's language. */
function discrepancyText(found) {
  const meaning = new Map([
    ['PROCESS_MISSING', t('No process works on the trade. Cancel it, close it, or restart its process.')],
    ['MESSAGE_MISMATCH', t('The trade differs from its last message. Find out who changed the database.')]
  ]).get(found.kind);
  return meaning ? [meaning, element('div', 'note', found.text)] : ofServer(found.text);
}

function attention(trade) {
  const items = [
    ...trade.discrepancies.filter(found => !found.endedAt).map(found =>
      [status(found.kind), discrepancyText(found), timestamp(found.foundAt), '']),
    ...trade.incidents.map(incident =>
      [status('FAILED'), [element('strong', {}, incident.name ?? incident.activity ?? incident.type), ' ', incident.message ?? ''], timestamp(incident.at),
        instanceLink(incident.processInstanceId, t('Open in Cockpit'))]),
    ...trade.tasks.map(task =>
      [element('span', 'status', t('task')), [element('strong', {}, task.name), ' ',
        task.assignee ? t('assigned to {0}', task.assignee) : t('for {0}', task.groupNames.join(', ') || '—'),
        task.dueAt ? [' · ' + t('due') + ' ', timestamp(task.dueAt)] : ''].flat(), timestamp(task.createdAt),
      taskLink(task.id, t('Open in Tasklist'))])
  ];
  return items.length === 0 ? null
    : section('Needs attention', items.length, table(t('Needs attention'), [t('Kind'), t('What'), t('Since'), t('Link')], items));
}

function sums(trade) {
  const { currency } = trade.sums;
  return element('dl', 'facts',
    [['Ordered', 'ordered'], ['To be paid', 'due'], ['Authorized', 'authorized'], ['Captured', 'captured'], ['Refunded', 'refunded']]
      .map(([name, key]) => element('div', {}, element('dt', {}, t(name)), element('dd', {}, amount(trade.sums[key], currency)))));
}

function contents(trade) {
  const order = trade.contents;
  const address = order.shipTo;
  return section('Contents', trade.lines.length,
    element('p', 'hint', [address.name, address.street, address.postalCode + ' ' + address.city, address.region, address.country].filter(part => part).join(', '),
      ' · ', t('payment by {0}', words(order.payment.method)),
      order.requestedDelivery ? ' · ' + t('requested delivery {0}', order.requestedDelivery) : ''),
    table(t('Contents'), [[t('Line'), 'number'], t('Article'), [t('Unit price'), 'number'], ...['Ordered', 'Cancelled', 'Shipped', 'Delivered', 'Returned']
      .map(name => [t(name), 'number'])],
    trade.lines.map(line => [String(line.number), line.name ? [line.sku, element('div', 'note', line.name)] : line.sku, amount(line.unitPrice, trade.sums.currency),
      ...['quantity', 'cancelled', 'shipped', 'delivered', 'returned'].map(key => String(line[key]))])));
}

function consignments(trade) {
  return section('Consignments', trade.consignments.length, trade.consignments.length === 0
    ? element('p', 'empty', trade.closed ? t('Nothing was shipped.') : t('Nothing is shipped yet.'))
    : table(t('Consignments'), [[t('Number'), 'number'], t('Status'), t('Carrier'), t('Tracking number'), t('Expected'), t('Pieces')],
      trade.consignments.map(parcel => [String(parcel.number), status(parcel.status), parcel.carrier ?? '',
        parcel.trackingNumber ?? '', parcel.expectedOn ?? '',
        parcel.lines.map(line => line.quantity + ' × ' + (trade.lines.find(one => one.number === line.number)?.sku ?? line.number)).join(', ')])));
}

function money(trade) {
  const movements = trade.movements.map(movement => [kindOf(movement), status(movement.state), amount(movement.amount, movement.currency),
    purposeOf(movement), movement.providerReference ?? '', timestamp(movement.requestedAt)]);
  const invoices = trade.invoices.map(invoice => [invoice.reference, status(invoice.status), amount(invoice.amount, trade.sums.currency),
    amount(invoice.paid ?? invoice.received, trade.sums.currency), timestamp(invoice.due)]);
  return section('Money', null, sums(trade),
    trade.contents.payment.method === 'CARD' ? element('p', 'buttons', lookUpButton(trade.tradingId)) : null,
    movements.length === 0 ? element('p', 'empty', trade.closed ? t('There were no movements.') : t('No movements yet.'))
      : table(t('Movements'), [t('Movement'), t('State'), [t('Amount'), 'number'], t('For'), t('Reference'), t('Requested')], movements),
    invoices.length === 0 ? null
      : [element('h3', {}, t('Invoices')), table(t('Invoices'), [t('Invoice'), t('State'), [t('Amount'), 'number'], [t('Received'), 'number'], t('Due')], invoices)]);
}

function messageRow(message) {
  const body = element('details', {}, element('summary', {}, t('body')),
    element('pre', { tabIndex: 0 }, JSON.stringify(JSON.parse(message.body), null, 2)));
  return ['#' + message.sequence, status(message.state), words(message.type.replace(/^trading\.|\.v1$/g, '')),
    [message.statuses.order, message.statuses.delivery, message.statuses.payment].map(words).join(' / '),
    timestamp(message.at), body];
}

function messages(trade, history) {
  const verified = trade.verified
    ? t('The client has verified all messages up to #{0}.', trade.verified.sequence) : t('The client has confirmed no message yet.');
  return section('Messages to the client', history.length, element('p', 'hint', verified),
    table(t('Messages to the client'), [t('Sequence'), t('State'), t('Message'), t('Statuses'), t('Written'), t('Body')],
      [...history].reverse().map(messageRow)));
}

function requests(trade, history) {
  const items = [
    ...history.filter(message => message.data.revision > 1).map(message =>
      [t('amendment'), t('revision {0}', message.data.revision), status('DONE'), timestamp(message.at)]),
    ...history.filter(message => message.data.actor?.kind === 'CLIENT').map(message =>
      [t('cancellation'), message.data.reason?.text || words(message.data.reason?.code ?? ''), status(message.statuses.order), timestamp(message.at)]),
    ...trade.returns.map(one => [t('return {0}', one.number),
      [one.reason.text || words(one.reason.code), ' · ', one.lines.map(line =>
        t('line {0}: {1} requested, {2} received', line.number, line.requested, line.received)).join('; ')],
      status(one.state), timestamp(one.requestedAt)]),
    ...trade.refusedRequests.map(one =>
      [words(one.request), [element('code', {}, one.code), ' ', one.text], status('REFUSED'), timestamp(one.refusedAt)])
  ];
  return section('Requests of the client', items.length, items.length === 0 ? element('p', 'empty', t('The client has requested nothing.'))
    : table(t('Requests of the client'), [t('Request'), t('What'), t('State'), t('Received')], items));
}

function warnings(trade) {
  return trade.warnings.length === 0 ? null
    : section('Warnings of the client', trade.warnings.length,
      table(t('Warnings of the client'), [t('Warning'), t('Text'), t('Message'), t('State'), t('Received'), t('Actions')],
        trade.warnings.map(warning => [element('strong', {}, words(warning.warning)),
          [warning.text, warning.answer ? element('div', 'note', t('Answer of {0}', warning.answeredBy) + ': ' + warning.answer) : null].filter(part => part),
          warning.sequence ? '#' + warning.sequence : '',
          status(warning.acknowledgedAt ? 'DONE' : warning.assignee ? 'ASSIGNED' : 'OPEN'), timestamp(warning.receivedAt),
          warningActions(warning, byId('operator').textContent)])));
}

/** The deed of a person as the server writes it, in the reader's language. */
function deedText(deed) {
  const task = /^Completed the task (.*)$/s.exec(deed);
  return task ? t('Completed the task {0}', task[1]) : ofServer(deed);
}

function deeds(trade, history) {
  const items = [
    ...history.filter(message => ['OPERATOR', 'CLIENT'].includes(message.data.actor?.kind)).map(message =>
      [message.at, message.data.actor.name, t('moved the trade to {0}', LIFECYCLES.map(name => words(message.statuses[name])).join(' / '))]),
    ...trade.actions.map(action => [action.actedAt, action.person,
      [words(action.action), action.text ? ': ' + action.text : '', action.refusal ? ' · ' + t('refused: {0}', ofServer(action.refusal)) : ''].join('')]),
    ...trade.deeds.map(deed => [deed.at, deed.person ?? '', deedText(deed.deed)])
  ].sort((one, other) => new Date(other[0]) - new Date(one[0]));
  return section('Who did what and when', items.length, items.length === 0 ? element('p', 'empty', t('Only processes so far.'))
    : table(t('Who did what and when'), [t('Time'), t('Who'), t('What')], items.map(([at, who, what]) => [timestamp(at), who, what])));
}

/** Cockpit's community edition shows running processes only, so an ended one has no link. */
function processes(trade) {
  return section('Processes', trade.instances.length, table(t('Processes'), [t('Process'), t('State'), t('Started'), t('Ended'), t('Link')],
    trade.instances.map(instance => [[instance.name ?? instance.process, element('div', 'note', t('version {0}', instance.version))], words(instance.state), timestamp(instance.startedAt),
      timestamp(instance.endedAt), instance.endedAt ? '' : instanceLink(instance.id, t('Open in Cockpit'))])));
}

export async function showTrade(tradingId) {
  const trade = await get('/api/operations/trades/' + encodeURIComponent(tradingId));
  const history = historyOf(trade);
  document.title = trade.orderReference;
  const head = element('div', 'trade-head',
    element('p', 'crumbs', link('#/trades', t('Trades'))),
    element('h2', 'trade-title', trade.orderReference, ' ', element('span', 'count', t('of client {0}', trade.clientId))),
    element('p', 'hint', t('Trade {0}', trade.tradingId), ' · ', t('accepted'), ' ', timestamp(trade.acceptedAt), ' · ',
      trade.closed ? t('finished') : t('open'), trade.reason ? ' · ' + (trade.reason.text || words(trade.reason.code)) : ''),
    element('p', 'statuses', LIFECYCLES.map(name => [element('span', 'labelled', t(name), ' ', status(trade[name])), ' ']).flat(),
      trade.flags.map(flag => [element('span', 'status flag ' + flag.toLowerCase(), flagText(flag)), ' ']).flat()));
  return [head, actionsOf(trade), attention(trade),
    section('Timelines', null, element('div', 'timelines', LIFECYCLES.map(name => timeline(history, name)))),
    contents(trade), consignments(trade), money(trade), messages(trade, history), requests(trade, history), warnings(trade),
    deeds(trade, history), processes(trade)].filter(part => part);
}

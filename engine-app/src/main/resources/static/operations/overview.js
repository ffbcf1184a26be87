/* The numbers of all trades. Each number is a link to the list behind it. */

import { count, counted, element, link, section, since, status, t, table, timestamp, words } from './dom.js';
import { get } from './server.js';

const LIFECYCLES = { ORDER: 'order', DELIVERY: 'delivery', PAYMENT: 'payment' };
const FLAGS = [
  ['FAILED', 'with an incident', 'A step failed after all retries.'],
  ['ORPHANED', 'without a working process', 'The process is missing, suspended or idle.'],
  ['DISPUTED', 'disputed by the client', 'A warning about the content of a message is not acknowledged.'],
  ['OVERDUE', 'overdue', 'An invoice, a confirmation or goods are late.'],
  ['UNCONFIRMED', 'not confirmed by the client', 'The client has not confirmed the last message for a while.'],
  ['UNSENT', 'with unsent messages', 'The relay has not sent all messages yet.']
];

function tile(number, text, about, address) {
  return element('li', number > 0 ? 'tile alarm' : 'tile', link(address, element('strong', {}, count(number)), ' ', element('span', {}, text)),
    element('span', 'note', about));
}

function unsent({ messages, more, oldest }) {
  return messages === 1 ? t('1 message, for {0}', since(oldest))
    : t('{0} messages, the oldest for {1}', count(messages, more), since(oldest));
}

function statusTable(overview) {
  return element('div', 'timelines', Object.entries(LIFECYCLES).map(([key, name]) => element('div', {},
    element('h3', {}, t(name[0].toUpperCase() + name.slice(1))),
    overview.open[key].length === 0 ? element('p', 'note', t('No open trade.'))
      : element('ul', 'counts', overview.open[key].map(one =>
        element('li', {}, status(one.status), link('#/trades?state=open&' + name + '=' + one.status, count(one.trades))))))));
}

const filterLink = (filter, text) => filter ? link('/camunda/app/tasklist/default/#/?filter=' + filter, text) : text;

function taskTable(groups) {
  return groups.length === 0 ? element('p', 'empty', t('No task is open.'))
    : table(t('Open tasks by group'), [t('Group'), [t('Tasks'), 'number'], [t('Not claimed'), 'number'], [t('Overdue'), 'number'], t('Oldest')],
      groups.map(one => [one.name ?? one.group ?? t('No group'), filterLink(one.filter, count(one.tasks)), count(one.unclaimed), count(one.overdue),
        one.oldest ? timestamp(one.oldest) : '']));
}

export async function showOverview() {
  const overview = await get('/api/operations/overview');
  document.title = t('Operations');
  const open = overview.open.ORDER.reduce((sum, one) => sum + one.trades, 0);
  const finished = overview.finished.reduce((sum, one) => sum + one.trades, 0);
  const warnings = overview.warnings.reduce((sum, one) => sum + one.warnings, 0);
  return [
    section('Needs attention', null, element('ul', 'tiles',
      FLAGS.map(([flag, text, about]) => tile(overview.flagged[flag], t(counted(overview.flagged[flag], 'trade ', 'trades ') + text),
        flag === 'UNSENT' && overview.unsent.messages > 0
          ? unsent(overview.unsent) : t(about),
        '#/trades?' + flag.toLowerCase() + '=true' + (flag === 'UNSENT' ? '&sort=OLDEST' : ''))),
      tile(warnings, counted(warnings, t('warning of a client'), t('warnings of clients')), t('Not acknowledged yet.'), '#/warnings'),
      tile(overview.failingMessages, counted(overview.failingMessages, t('message that blocks its queue'), t('messages that block their queue')), t('Received messages on which the server fails again and again.'), '#/messages'),
      tile(overview.deadLetters, counted(overview.deadLetters, t('dead letter'), t('dead letters')), t('Received messages that were not processed.'), '#/dead-letters'))),
    section('Open trades by status', link('#/trades?state=open', count(open)), statusTable(overview)),
    section('Open tasks by group', link('/camunda/app/tasklist/default/', t('Tasklist')), taskTable(overview.tasks)),
    section('Finished in the last days', link('#/trades?state=finished&since=' + overview.since, count(finished)), element('p', 'hint', t('Since'), ' ', timestamp(overview.since)),
      overview.finished.length === 0 ? element('p', 'empty', t('No trade finished since then.'))
      : element('ul', 'counts wide', overview.finished.map(one =>
        element('li', {}, status(one.status), link('#/trades?state=finished&order=' + one.status + '&since=' + overview.since, count(one.trades)))))),
    section('Clients that have not confirmed', null, overview.unconfirmed.length === 0
      ? element('p', 'empty', t('All clients have confirmed what they received.'))
      : table(t('Clients that have not confirmed'), [t('Client'), [t('Trades'), 'number'], t('Last receipt')],
        overview.unconfirmed.map(one => [one.clientId,
          link('#/trades?unconfirmed=true&client=' + encodeURIComponent(one.clientId), count(one.trades)),
          one.lastReceipt ? timestamp(one.lastReceipt) : t('never')]))),
    section('Warnings by client and type', link('#/warnings', count(warnings)), overview.warnings.length === 0 ? element('p', 'empty', t('No warning is open.'))
      : table(t('Warnings by client and type'), [t('Client'), t('Warning'), [t('Count'), 'number']],
        overview.warnings.map(one => [one.clientId, words(one.warning),
          link('#/warnings?' + new URLSearchParams({ client: one.clientId, warning: one.warning }), count(one.warnings))]))),
    element('p', 'hint', t('As of'), ' ', timestamp(overview.at), ' · ', link('/camunda/app/cockpit/default/#/processes', t('Processes in Cockpit')))
  ];
}

/* The warnings of clients, the messages that block their queue, and those that the server did not process. */

import { byId, count, element, field, link, section, select, since, status, t, table, timestamp, words } from './dom.js';
import { get, getPage, getText } from './server.js';
import { failingActions, letterActions, warningActions } from './actions.js';
import { PAGE_SIZE, checkEnd, pager } from './pager.js';
import { complain } from './desk.js';

function warningRow(warning) {
  return [
    [element('strong', {}, words(warning.warning)), element('div', 'note', warning.text),
      warning.answer ? element('div', 'note answer', t('Answer of {0}', warning.answeredBy) + ': ' + warning.answer) : null].filter(part => part),
    warning.clientId,
    warning.tradingId ? [link('#/trades/' + encodeURIComponent(warning.tradingId), '…' + warning.tradingId.slice(-8)),
      warning.sequence ? ' #' + warning.sequence : ''] : '',
    status(warning.acknowledgedAt ? 'DONE' : warning.assignee ? 'ASSIGNED' : 'OPEN'),
    warning.assignee ?? '',
    timestamp(warning.receivedAt),
    warningActions(warning, byId('operator').textContent)
  ];
}

export async function showWarnings(rest, query) {
  const state = query.get('acknowledged') ?? 'false';
  const asked = new URLSearchParams({ limit: PAGE_SIZE });
  for (const name of ['client', 'warning', 'assignee', 'offset']) {
    if (query.get(name)) {
      asked.set(name, query.get(name));
    }
  }
  if (state !== 'all') {
    asked.set('acknowledged', state);
  }
  const result = await get('/api/operations/warnings?' + asked);
  const offset = Number(query.get('offset') ?? 0);
  checkEnd(offset, result.warnings.length, result.total);
  document.title = t('Warnings');
  const show = select('acknowledged', { false: t('open'), true: t('acknowledged'), all: t('all') }, state);
  const client = element('input', { type: 'search', name: 'client', maxLength: 32, defaultValue: query.get('client') ?? '' });
  const mine = select('assignee', { '': t('anybody'), [byId('operator').textContent]: t('me') }, query.get('assignee') ?? '');
  const form = element('form', 'filters', field(t('Show'), show), field(t('Client'), client), field(t('Assigned to'), mine),
    element('span', 'field buttons', element('button', { type: 'submit', className: 'strong' }, t('Search'))));
  const search = event => {
    event.preventDefault();
    const next = new URLSearchParams({ acknowledged: show.value, ...(query.get('warning') ? { warning: query.get('warning') } : {}) });
    for (const control of [client, mine]) {
      if (control.value) {
        next.set(control.name, control.value);
      }
    }
    location.hash = '#/warnings?' + next;
  };
  form.addEventListener('submit', search);
  show.addEventListener('change', search);
  mine.addEventListener('change', search);
  return [section('Warnings of clients', result.total, form,
    query.get('warning') ? element('p', 'hint', t('Only warnings of the type {0}.', words(query.get('warning'))), ' ', link('#/warnings', t('Show all'))) : null,
    result.warnings.length === 0 ? element('p', 'empty', t('No warning meets the conditions.'))
      : table(t('Warnings of clients'), [t('Warning'), t('Client'), t('Trade'), t('State'), t('Assigned to'), t('Received'), t('Actions')],
        result.warnings.map(warningRow)),
    pager('warnings', query, offset, result.warnings.length, result.total))];
}

function body(path, size) {
  const text = element('pre', { tabIndex: 0 }, '…');
  const details = element('details', {}, element('summary', {}, t('body, {0} bytes', count(size))), text);
  details.addEventListener('toggle', async () => {
    if (details.open && text.textContent === '…') {
      try {
        text.textContent = await getText(path + '/body') || t('empty');
      } catch (failure) {
        text.textContent = t('The body cannot be read now.');
        if (failure.status === 401) {
          complain(failure);
        }
      }
    }
  });
  return details;
}

export async function showDeadLetters(rest, query) {
  const offset = Number(query.get('offset') ?? 0);
  const { page, total } = await getPage('/api/operations/dead-letters?' + new URLSearchParams({ limit: PAGE_SIZE, offset }));
  checkEnd(offset, page.length, total);
  document.title = t('Dead letters');
  return [section('Dead letters', total,
    element('p', 'hint', t('Messages that the server received by queue and did not process. Each sender has received the reason.')),
    page.length === 0 ? element('p', 'empty', t('There is no dead letter.'))
      : table(t('Dead letters'), [t('Reason'), t('Queue'), t('Sender'), t('Stored'), t('Body'), t('Actions')],
        page.map(letter => [
          [element('strong', {}, words(letter.reason)), element('div', 'note', letter.reasonText), element('div', 'note', letter.messageId)],
          letter.queue, letter.sender ?? t('unknown'), timestamp(letter.storedAt), body('/api/operations/dead-letters/' + letter.id, letter.bodySize), letterActions(letter)])),
    pager('dead-letters', query, offset, page.length, total))];
}

export async function showFailing() {
  const { page, total } = await getPage('/api/operations/messages');
  document.title = t('Blocked queues');
  return [section('Messages that block their queue', total,
    element('p', 'hint', t('The server fails on these messages again and again, mostly because the database or the broker is unavailable. Remove the cause, and they are processed by themselves. If only one message fails, move it to the dead letters.')),
    page.length === 0 ? element('p', 'empty', t('No message blocks its queue.'))
      : table(t('Messages that block their queue'), [t('Cause'), t('Queue'), t('Sender'), t('Failing for'), [t('Deliveries'), 'number'], t('Actions')],
        page.map(message => [
          [element('strong', {}, message.cause), element('div', 'note', message.messageId),
            body('/api/operations/messages/' + encodeURIComponent(message.messageId), message.bodySize)],
          message.queue, message.sender ?? t('unknown'),
          [since(message.failingSince), element('div', 'note', t('last at'), ' ', timestamp(message.failedAt))], count(message.deliveries),
          failingActions(message)]))),
  element('p', 'hint', t('Each node shows the messages that it fails on.'), ' ', link('#/dead-letters', t('Dead letters')))];
}

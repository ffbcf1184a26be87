/* Who did what and when: the actions of all operators, also about what is no trade any more, such as a discarded dead letter. */

import { byId, element, field, link, ofServer, section, select, t, table, timestamp, words } from './dom.js';
import { getPage } from './server.js';
import { PAGE_SIZE, checkEnd, pager } from './pager.js';

const NAMED = new Map([['catalogue', () => link('#/catalogue', t('Catalogue'))], ['signing keys', () => link('#/keys', t('Signing keys'))], ['message', () => link('#/messages', t('message'))]]);

/** The trade, the client or the other subject of an action; a link to its page if it has one. */
function subjectOf(action) {
  const [kind, name] = (action.subject ?? '').split(' ');
  const other = action.subject === null ? null
    : NAMED.has(action.subject) ? NAMED.get(action.subject)()
      : kind === 'client' ? link('#/clients/' + encodeURIComponent(name), t('Client {0}', name))
        : kind === 'warning' ? t('Warning {0}', name) : t('Dead letter {0}', action.subject.replace('dead letter ', ''));
  const trade = action.tradingId ? link('#/trades/' + encodeURIComponent(action.tradingId), t('Trade {0}', '…' + action.tradingId.slice(-8))) : null;
  return [trade, trade && other ? ' · ' : null, other].filter(part => part);
}

/** The note of an action, and the reason if it was refused. */
function noteOf(action) {
  return [action.text, action.refusal && t('refused: {0}', ofServer(action.refusal))].filter(part => part).join(' · ');
}

/** The actions about one subject, newest first. */
export function history(actions) {
  return section('History', null, actions.length === 0 ? element('p', 'empty', t('Nobody has changed anything here yet.'))
    : table(t('History'), [t('Action'), t('Person'), t('Time'), t('Note')],
      actions.map(one => [words(one.action), one.person, timestamp(one.actedAt), noteOf(one)])));
}

export async function showActions(rest, query) {
  const person = query.get('person') ?? '';
  const offset = Number(query.get('offset') ?? 0);
  const asked = new URLSearchParams({ limit: PAGE_SIZE, offset });
  if (person) {
    asked.set('person', person);
  }
  const { page, total } = await getPage('/api/operations/actions?' + asked);
  checkEnd(offset, page.length, total);
  document.title = t('Actions');
  const me = byId('operator').textContent;
  const of = select('person', { '': t('all'), [me]: me, ...(person && person !== me ? { [person]: person } : {}) }, person);
  of.addEventListener('change', () => {
    location.hash = '#/actions' + (of.value ? '?' + new URLSearchParams({ person: of.value }) : '');
  });
  return [section('Actions', total,
    element('p', 'hint', t('Actions of operators on these pages and over the API. The actions of people in Tasklist and Cockpit are at their trades.')),
    element('form', 'filters', field(t('Person'), of)),
    page.length === 0 ? element('p', 'empty', t('No action is recorded.'))
      : table(t('Actions'), [t('Time'), t('Person'), t('Action'), t('About'), t('Note')],
        page.map(one => [timestamp(one.actedAt), link('#/actions?' + new URLSearchParams({ person: one.person }), one.person), words(one.action), subjectOf(one),
          noteOf(one)])),
    pager('actions', query, offset, page.length, total))];
}

/* The buttons below a list of several pages. The address of the view holds the position. */

import { button, count, element, t } from './dom.js';

export const PAGE_SIZE = 25;

/** Thrown by a view whose page is beyond the end of its list, such as after the only entry of the last page is removed. */
export class BeyondEnd extends Error {
  constructor(offset) {
    super('The last page begins at ' + offset + '.');
    this.offset = offset;
  }
}

/** Refuses an empty page of a list that has entries on an earlier one. */
export function checkEnd(offset, shown, total) {
  const last = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1) * PAGE_SIZE;
  if (shown === 0 && last < offset) {
    throw new BeyondEnd(last);
  }
}

export function pager(path, query, offset, shown, total) {
  const go = next => {
    const asked = new URLSearchParams(query);
    asked.set('offset', next);
    location.hash = '#/' + path + '?' + asked;
  };
  const previous = button('plain', t('Previous page'), () => go(Math.max(0, offset - PAGE_SIZE)));
  const next = button('plain', t('Next page'), () => go(offset + PAGE_SIZE));
  previous.disabled = offset === 0;
  next.disabled = offset + shown >= total;
  return total <= PAGE_SIZE ? null : element('p', 'buttons pager', previous,
    element('span', {}, t('{0} to {1} of {2}', count(offset + 1), count(offset + shown), count(total))), next);
}

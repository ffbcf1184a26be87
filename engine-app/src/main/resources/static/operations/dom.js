/* Elements, texts in the reader's language, and amounts and times in the reader's format. Data is rendered as text, never as HTML. */

const SUCCESS = new Set(['COMPLETED', 'DELIVERED', 'PAID', 'VERIFIED', 'DONE', 'ENABLED', 'CAPTURED', 'ACTIVE']);
const PENDING = new Set(['RECEIVED', 'NOT_STARTED', 'PENDING', 'NOT_REQUIRED', 'SENT', 'REQUESTED', 'WITHDRAWN', 'HELD', 'RELEASED', 'NEXT', 'RETIRED']);
const ATTENTION = new Set(['ON_HOLD', 'CANCELLING', 'BACKORDERED', 'REQUIRES_ACTION', 'EXPIRED', 'VOIDED', 'REFUNDED', 'PARTIALLY_REFUNDED',
  'RETURNED', 'PARTIALLY_RETURNED', 'OVERDUE', 'UNSENT', 'UNCONFIRMED', 'UNKNOWN', 'SUSPENDED', 'OPEN', 'ASSIGNED',
  'CONFIRMATION_DUE', 'NOT_FOUND', 'UNAVAILABLE', 'ATTEMPT_FAILED', 'RETURNED_TO_SENDER', 'PICKED_SHORT']);
const FAILURE = new Set(['REJECTED', 'CANCELLED', 'FAILED', 'UNDELIVERABLE', 'DISABLED', 'REVOKED', 'REFUSED', 'DISPUTED', 'ORPHANED', 'DECLINED', 'OWED', 'LOST',
  'WRITTEN_OFF', 'PROCESS_MISSING', 'PROCESS_SUSPENDED', 'PROCESS_IDLE', 'MESSAGE_MISMATCH', 'RETURN_WITHOUT_PROCESS']);

let texts = {};

/** Returns the text in the reader's language, with the values at {0}, {1} and so on. */
export function t(text, ...values) {
  return (texts[text] ?? text).replace(/\{(\d)\}/g, (place, index) => values[index]);
}

/** Returns a sentence of the server in the reader's language, or as it is: the server writes English, with values of its own. */
export function ofServer(sentence) {
  return texts[sentence] ?? sentence;
}

/** Loads the texts of the first of the reader's languages that there are texts for, and returns that language; English if they cannot be loaded. */
export async function loadTexts() {
  const language = navigator.languages.map(tag => tag.split('-')[0].toLowerCase()).find(one => one === 'en' || one === 'de') ?? 'en';
  if (language !== 'en') {
    try {
      const response = await fetch('/operations/texts/' + language + '.json');
      texts = response.ok ? await response.json() : {};
    } catch {
      texts = {};
    }
  }
  return Object.keys(texts).length > 0 ? language : 'en';
}

/** Translates the elements of the page with data-t or data-name. */
export function translatePage(language) {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll('[data-t]')) {
    node.textContent = t(node.textContent.trim());
  }
  for (const node of document.querySelectorAll('[data-name]')) {
    node.setAttribute('aria-label', t(node.dataset.name));
  }
}

export const byId = id => document.getElementById(id);

/** Creates an element. Content is appended as text nodes, so that text from a message never becomes markup. */
export function element(tag, properties, ...content) {
  const node = Object.assign(document.createElement(tag), typeof properties === 'string' ? { className: properties } : properties);
  node.append(...content.flat().filter(part => part !== null && part !== undefined && part !== false));
  return node;
}

/** A constant in words: PARTIALLY_SHIPPED becomes "partially shipped". */
export function words(name) {
  return t(String(name).replaceAll('_', ' ').toLowerCase());
}

export function status(name) {
  const kind = SUCCESS.has(name) ? 'success' : PENDING.has(name) ? 'pending'
    : ATTENTION.has(name) ? 'attention' : FAILURE.has(name) ? 'failure' : '';
  return element('span', 'status ' + kind, words(name));
}

/** Formats a decimal string without rounding it. */
export function amount(value, currency) {
  if (value === null || value === undefined) {
    return '';
  }
  const decimals = Math.max(2, (value.split('.')[1] || '').length);
  const number = new Intl.NumberFormat(navigator.languages,
    { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  return currency ? number + '\u00a0' + currency : number;
}

/** A number in the reader's format; with a plus if there are more than were counted. */
export function count(number, more = false) {
  return new Intl.NumberFormat(navigator.languages).format(number) + (more ? '+' : '');
}

/** The text for one or for many. */
export function counted(number, one, many) {
  return number === 1 ? one : many;
}

const TIME = new Intl.DateTimeFormat(navigator.languages, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
const DATE_AND_TIME = new Intl.DateTimeFormat(navigator.languages,
  { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });

export function timestamp(time) {
  if (!time) {
    return '';
  }
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  const node = element('time', 'time', (today ? TIME : DATE_AND_TIME).format(date));
  node.dateTime = time;
  node.title = time;
  return node;
}

/** A time span in the largest unit that fits: 3 days, 5 min. */
export function since(time) {
  const seconds = Math.max(0, Math.round((Date.now() - new Date(time)) / 1000));
  for (const [unit, size] of [['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (seconds >= size) {
      return new Intl.NumberFormat(navigator.languages, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(seconds / size));
    }
  }
  return new Intl.NumberFormat(navigator.languages, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(seconds);
}

/**
 * A table. Each column is a heading, or [heading, class]. On a narrow page each cell shows its heading beside it.
 * A cell is text, an element or a list of them.
 */
export function table(caption, columns, rows) {
  const heads = columns.map(column => Array.isArray(column) ? column : [column, '']);
  const body = rows.map(cells => element('tr', {}, cells.map((content, index) => {
    const cell = element(index === 0 ? 'th' : 'td', heads[index][1], content === '' ? '' : element('span', 'cell', content));
    if (index === 0) {
      cell.scope = 'row';
    }
    cell.dataset.label = heads[index][0];
    return cell;
  })));
  return element('div', 'scrolled', element('table', {},
    element('caption', 'spoken', caption),
    element('thead', {}, element('tr', {}, heads.map(([head, className]) =>
      Object.assign(element('th', className, head), { scope: 'col' })))),
    element('tbody', {}, body)));
}

/** A section; {@code number} is a number, a text such as 10,000+, a link, or null. */
export function section(title, number, ...content) {
  const id = 's-' + title.toLowerCase().replace(/[^a-z]+/g, '-');
  const node = element('section', {},
    element('h2', { id }, t(title), number === null ? '' : ' ', number === null ? '' : element('span', 'count', typeof number === 'number' ? count(number) : number)), ...content);
  node.setAttribute('aria-labelledby', id);
  return node;
}

export function link(address, ...content) {
  return element('a', { href: address }, ...content);
}

export function button(className, text, act) {
  const node = element('button', { type: 'button', className }, text);
  node.addEventListener('click', act);
  return node;
}

/** A form control with its label. */
export function field(label, control) {
  control.id = 'f-' + control.name;
  return element('span', 'field', Object.assign(element('label', {}, label), { htmlFor: control.id }), control);
}

export function select(name, options, value) {
  const node = element('select', { name }, Object.entries(options).map(([key, text]) => element('option', { value: key }, text)));
  node.value = value ?? '';
  return node;
}

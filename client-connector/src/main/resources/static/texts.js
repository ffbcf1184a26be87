'use strict';

/* Texts in the reader's language, amounts and times in the reader's format. English is in the sources; texts/<language>.json has the rest. */

let texts = {};

/** Returns the text in the reader's language, with the values at {0}, {1} and so on. */
function t(text, ...values) {
  const translated = Object.hasOwn(texts, text) ? texts[text] : text;
  return translated.replace(/\{(\d)\}/g, (place, index) => values[index] ?? place);
}

/** Returns the text for one or for many. */
function counted(number, one, many) {
  return number === 1 ? t(one) : t(many, INTEGER.format(number));
}

const patterns = {};

/** Returns the keys "<kind>: …" with patterns that find their values, the longest key first. */
function patternsOf(kind) {
  patterns[kind] ??= Object.keys(texts).filter(key => key.startsWith(kind + ': ')).sort((one, other) => other.length - one.length).map(key =>
    [key, new RegExp('^' + key.slice(kind.length + 2).replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, '(.*?)') + '$', 's')]);
  return patterns[kind];
}

/**
 * Returns a text of the connector with its values in the reader's language; a text without a translation stays as it is.
 *
 * @param value returns a value in the reader's language
 */
function withValues(kind, text, value = same => same) {
  for (const [key, pattern] of patternsOf(kind)) {
    const values = pattern.exec(text);
    if (values) {
      return t(key, ...values.slice(1).map(value));
    }
  }
  return text;
}

/**
 * The faults of a message, such as "/lines/0/quantity must be at least 1; and 3 more", in the reader's language, and without the correction
 * after the colon: the reader did not write the message.
 */
function faultTexts(text) {
  return text.split('; ').map(part => {
    const [, pointer, fault] = /^(\/\S* )?(.*)$/s.exec(part);
    const more = withValues('detail', fault);
    return (pointer ?? '') + (more === fault ? faultText(fault).split(': ')[0] : more);
  }).join('; ');
}

/** Returns a warning in the reader's language. The name of a broken invariant before it stays as it is. */
function warningText(text) {
  const [, name, english] = /^([A-Z_]+: )?(.*)$/s.exec(text);
  const [, place, faults] = /^(envelope: |data: )(.*)$/s.exec(english) || [];
  const translated = withValues('warning', english, place ? faultTexts : value => withValues('detail', value));
  return (name ?? '') + (place && translated === english ? place + faultTexts(faults) : translated);
}

/** Returns a text of the server, such as the name of an event, in the reader's language if there is a translation. */
function serverText(text) {
  return Object.hasOwn(texts, text) ? texts[text] : text;
}

/** Reasons whose text a person has written, in any language. */
const WRITTEN_BY_PEOPLE = new Set(['CANCELLED_BY_OPERATOR', 'RETURN_NOT_ACCEPTED']);

/** Returns the meaning of a reason's code in the reader's language, after the line that its pointer names; null without a translation. */
function meaning({ code, pointer }) {
  const text = Object.hasOwn(texts, 'reason: ' + code) ? texts['reason: ' + code] : null;
  const line = /^(?:\/order)?\/lines\/(\d+)\//.exec(pointer || '');
  return text && line ? t('order line {0}', Number(line[1]) + 1) + ': ' + text : text;
}

/**
 * Returns a reason in the reader's language as far as there is a translation, else the server's text, else the code in words. A text that is
 * no sentence is the name of an event, such as "Order held": the code says why.
 */
function reasonText(reason) {
  const known = meaning(reason);
  if (known || /[.!?]$/.test(reason.text || '')) {
    return known || serverText(reason.text);
  }
  const words = statusText(reason.code);
  const name = reason.text ? serverText(reason.text) : words;
  return name.toLowerCase() === words.toLowerCase() ? name : name + ' (' + words + ')';
}

/** The server's own text below a reason in another language: it has the values. Null if the reason says it. */
function originalText(reason) {
  if (!reason.text || !meaning(reason) || Object.hasOwn(texts, reason.text)) {
    return null;
  }
  const quote = element('q', '', reason.text);
  if (!WRITTEN_BY_PEOPLE.has(reason.code)) {
    quote.lang = 'en';
  }
  return element('span', 'original', t('The server says:') + ' ', quote);
}

/** The reasons of a refusal, one below the other. */
function reasonLines(reasons) {
  return (reasons || []).flatMap(reason => [element('div', '', reasonText(reason)), originalText(reason)].filter(Boolean));
}

/** Returns a fault of an order in the reader's language. */
function faultText(text) {
  return Object.hasOwn(texts, text) ? texts[text] : withValues('fault', text);
}

/** Returns the connector's problem in the reader's language. */
function problemText(text) {
  return Object.hasOwn(texts, text) ? texts[text] : withValues('problem', text);
}

/** Loads the first of the reader's languages that there are texts for, and translates the elements with data-t. */
async function loadTexts() {
  for (const tag of navigator.languages) {
    const language = tag.split('-')[0].toLowerCase();
    if (language === 'en') {
      break;
    }
    const response = /^[a-z]{2,3}$/.test(language) ? await fetch('/texts/' + language + '.json') : null;
    if (response?.ok) {
      texts = await response.json();
      document.documentElement.lang = language;
      break;
    }
  }
  for (const node of document.querySelectorAll('[data-t]')) {
    node.textContent = t(node.textContent.trim().replace(/\s+/g, ' '));
  }
  for (const node of document.querySelectorAll('[data-name]')) {
    node.setAttribute('aria-label', t(node.dataset.name));
  }
}

const textsLoaded = loadTexts().catch(() => { });

const INTEGER = new Intl.NumberFormat(navigator.languages);

/** Formats of amounts, by decimals: a format is created more slowly than it formats. */
const amountFormats = new Map();

function amountFormat(decimals) {
  if (!amountFormats.has(decimals)) {
    amountFormats.set(decimals, new Intl.NumberFormat(navigator.languages,
      { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  }
  return amountFormats.get(decimals);
}

/** Formats a decimal string without rounding it. */
function amount(value, currency) {
  const number = amountFormat(Math.max(2, (value.split('.')[1] || '').length)).format(value);
  return currency ? number + '\u00a0' + currency : number;
}

const TIME = new Intl.DateTimeFormat(navigator.languages, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
const DATE_AND_TIME = new Intl.DateTimeFormat(navigator.languages,
  { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
const DATE = new Intl.DateTimeFormat(navigator.languages, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });

/** A time of today has no date. */
function timeText(time) {
  const date = new Date(time);
  return (date.toDateString() === new Date().toDateString() ? TIME : DATE_AND_TIME).format(date);
}

function timestamp(time) {
  const node = element('time', 'time', timeText(time));
  node.dateTime = time;
  return node;
}

/** Formats all times of the page again. */
function showTimes(format) {
  for (const node of document.querySelectorAll('time[datetime]')) {
    node.textContent = format(node.dateTime);
  }
}

let shownDay = new Date().toDateString();

/** Adds the date to the times of a day that has ended since they were shown. */
function showEndedDay() {
  const today = new Date().toDateString();
  if (shownDay !== today) {
    shownDay = today;
    showTimes(timeText);
  }
}

// Paper has no other day than its own.
addEventListener('beforeprint', () => showTimes(time => DATE_AND_TIME.format(new Date(time))));
addEventListener('afterprint', () => showTimes(timeText));

/** Formats a date without time, which is the same day in every time zone. */
function day(date) {
  return DATE.format(new Date(date + 'T00:00:00Z'));
}

const DECIMAL_MARK = INTEGER.formatToParts(1.5).find(part => part.type === 'decimal').value;

/** Returns a decimal number that the reader has typed with the mark of their language, with a point. */
function decimal(typed) {
  return DECIMAL_MARK === ',' ? typed.replace(/^(\d+),(\d+)$/, '$1.$2') : typed;
}

/** Pieces: digits only, since 1.000 means a thousand to some readers and one to Number(). */
const QUANTITY = /^[1-9][0-9]{0,6}$/;

/** A mark before exactly three digits: thousands to some readers, decimals to others. */
const AMBIGUOUS = /^([1-9][0-9]{0,2})[.,]([0-9]{3})$/;

/** Returns the number of decimals of a currency; of an unknown one, two. */
function currencyDecimals(currency) {
  return /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits : 2;
}

/** Returns both meanings of an amount, as a reader would type them without doubt; null if there is one meaning. */
function meanings(typed) {
  const [, whole, three] = AMBIGUOUS.exec(typed) || [];
  return whole ? [whole + three, typedDecimal(whole + '.' + (three.replace(/0{1,2}$/, '').padEnd(2, '0')).replace(/^...$/, '$&0'))] : null;
}

/** Returns an amount of a program as a decimal number with one meaning: 12.125 becomes 12.1250. */
function unambiguous(number) {
  return AMBIGUOUS.test(number) ? number + '0' : number;
}

/** Returns a decimal number with the mark of the reader's language, for a field. */
function typedDecimal(number) {
  return number.replace('.', DECIMAL_MARK === ',' ? ',' : '.');
}

'use strict';

/* Texts in the reader's language, amounts and times in the reader's format. English is in the sources; texts/<language>.json has the rest. */

let texts = {};

/** Returns the text in the reader's language, with the values at {0}, {1} and so on. */
function t(text, ...values) {
  return (texts[text] ?? text).replace(/\{(\d)\}/g, (place, index) => values[index]);
}

/** Returns the text for one or for many. */
function counted(number, one, many) {
  return number === 1 ? t(one) : t(many, new Intl.NumberFormat(navigator.languages).format(number));
}

let warningTexts = null;

/**
 * Returns a warning in the reader's language. The ledger has the English text with its values: the key "warning: …" with that text finds
 * the values, the longest key first. A text without a translation, and the name of a broken invariant before it, stay as they are.
 */
function warningText(text) {
  warningTexts ??= Object.keys(texts).filter(key => key.startsWith('warning: ')).sort((one, other) => other.length - one.length).map(key =>
    [key, new RegExp('^' + key.slice('warning: '.length).replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, '(.*?)') + '$', 's')]);
  const [, name, english] = /^([A-Z_]+: )?(.*)$/s.exec(text);
  for (const [key, pattern] of warningTexts) {
    const values = pattern.exec(english);
    if (values) {
      return (name ?? '') + t(key, ...values.slice(1));
    }
  }
  return text;
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

/** Formats a decimal string without rounding it. */
function amount(value, currency) {
  const decimals = Math.max(2, (value.split('.')[1] || '').length);
  const number = new Intl.NumberFormat(navigator.languages,
    { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  return currency ? number + '\u00a0' + currency : number;
}

const TIME = new Intl.DateTimeFormat(navigator.languages, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
const DATE_AND_TIME = new Intl.DateTimeFormat(navigator.languages,
  { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
const DATE = new Intl.DateTimeFormat(navigator.languages, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });

function timestamp(time) {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  const node = element('time', 'time', (today ? TIME : DATE_AND_TIME).format(date));
  node.dateTime = time;
  return node;
}

/** Formats a date without time, which is the same day in every time zone. */
function day(date) {
  return DATE.format(new Date(date + 'T00:00:00Z'));
}

/* Numbers that a person types: decimal ones with the mark of the reader's language or the other one, and whole ones. */

import { element, t } from './dom.js';

const MARK = new Intl.NumberFormat(navigator.languages).format(1.5).charAt(1) === ',' ? ',' : '.';

/** A form such as 1,250 or 10.000: its mark can be the decimal one, or separate the thousands. */
const TWO_WAYS = /^[1-9][0-9]{0,2}[.,][0-9]{3}$/;

/** The decimal places that are usual in the currency; undefined for no currency, or an unknown one. */
function placesOf(currency) {
  try {
    return currency && new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  } catch {
    return undefined;
  }
}

function isReadInTwoWays(text, currency) {
  return TWO_WAYS.test(text) && !(text.includes(MARK) && placesOf(currency) === 3);
}

/** The same number with two or four decimal places instead of three. */
function rewritten(text) {
  return text.endsWith('0') ? text.slice(0, -1) : text + '0';
}

/**
 * A field of a decimal number with at most four decimal places.
 *
 * @param value as the server writes it
 * @param currency of the value; undefined if it has none
 */
export function decimalField(name, digits, value = '', currency = undefined) {
  const shown = value.replace('.', MARK);
  return element('input', { name, autocomplete: 'off', required: true, pattern: '[0-9]{1,' + digits + '}([.,][0-9]{1,4})?', maxLength: digits + 5,
    inputMode: 'decimal', title: t('A number without separators of thousands, such as {0}', '1250' + MARK + '00'),
    value: isReadInTwoWays(shown, currency) ? rewritten(shown) : shown });
}

/** Returns the typed number as the server reads it. One that can be read in two ways is refused. */
export function decimalOf(text, currency) {
  if (isReadInTwoWays(text, currency)) {
    throw new Error(t('“{0}” can be read in two ways. Type {1} or {2}.', text, rewritten(text.replace(/[.,]/, MARK)), text.replace(/[.,]/, '')));
  }
  return text.replace(',', '.');
}

/** Returns the value of a control. A field of whole numbers reads 1.000 as 1, so anything but digits is refused. */
export function valueOf(control) {
  if (control.type === 'number' && !/^-?[0-9]*$/.test(control.value)) {
    throw new Error(t('“{0}” is no whole number. Type only digits, such as 1000.', control.value));
  }
  return control.value;
}

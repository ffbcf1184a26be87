'use strict';

/* The one place where the page sends what a person has entered: once at a time, and with what the person typed kept until it is stored. */

/**
 * Sends what a person has entered. While a request is on its way, the button that sends it does nothing; afterwards it has the focus again.
 *
 * @param send returns the response
 * @param unreachable text for a client that does not answer: whether the same can be sent again
 * @return null if the button is waiting for a response already; else the content of the response, and in fault the text of its refusal or null
 */
async function sendOnce(submit, send, unreachable = t('client unreachable; try again')) {
  if (submit.disabled) {
    return null;
  }
  const focused = document.activeElement === submit;
  submit.disabled = true;
  const outcome = await send().then(outcomeOf, failure => ({ fault: failure.status ? failureText(failure) : unreachable }));
  submit.disabled = false;
  // A disabled button loses the focus.
  if (focused && document.activeElement === document.body) {
    submit.focus();
  }
  return outcome;
}

async function outcomeOf(response) {
  const content = await response.json().catch(() => ({}));
  return { ...content, fault: response.ok ? null : response.status !== 401 && content.detail ? problemText(content.detail) : failureText(response) };
}

/** Returns whether the page shows what a person has entered and the client has not stored: the login page would take it away. */
function holdsInput() {
  return [...document.querySelectorAll('#order-form, .request-form')].some(form => form.getClientRects().length > 0 && form.childElementCount > 0)
    || document.body.dataset.view === 'upload' && byId('upload-file')?.files.length > 0;
}

'use strict';

/* Dialogs in which a person decides, with a note about the cause. */

/** A required note; one of blanks only is invalid. */
function noteField(placeholder) {
  const note = Object.assign(document.createElement('textarea'), { name: 'note', required: true, maxLength: 1000, placeholder: t(placeholder) });
  note.addEventListener('input', () => note.setCustomValidity(note.value && !note.value.trim() ? t('Enter a value.') : ''));
  return note;
}

/**
 * Sends what a dialog has asked for, once. The outcome of a dialog that the person has closed meanwhile, or that asks something else by
 * now, is told where the person looks.
 *
 * @param send returns the response
 */
async function sendOnce(dialog, submit, error, done, send) {
  if (submit.disabled) {
    return;
  }
  submit.disabled = true;
  error.textContent = '';
  const fault = await send().then(response => response.ok ? null : refusalText(response), failureText);
  submit.disabled = false;
  const inView = dialog.open && dialog.contains(submit);
  if (fault && inView) {
    error.textContent = fault;
    return;
  }
  if (inView) {
    dialog.close();
  }
  tell(fault ?? done, fault ? 'error' : 'result');
  refresh();
}

'use strict';

/* Dialogs in which a person decides, with a note about the cause. */

/** A required note; one of blanks only is invalid. */
function noteField(placeholder) {
  const note = Object.assign(document.createElement('textarea'), { name: 'note', required: true, maxLength: 1000, placeholder: t(placeholder) });
  note.addEventListener('input', () => note.setCustomValidity(note.value && !note.value.trim() ? t('Enter a value.') : ''));
  return note;
}

/**
 * Sends what a dialog has asked for. The outcome of a dialog that the person has closed meanwhile, or that asks something else by now, is
 * told where the person looks.
 *
 * @param send returns the response
 */
async function decide(dialog, submit, error, done, send) {
  error.textContent = '';
  const outcome = await sendOnce(submit, send);
  if (!outcome) {
    return;
  }
  const inView = dialog.open && dialog.contains(submit);
  if (outcome.fault && inView) {
    error.textContent = outcome.fault;
    return;
  }
  if (inView) {
    dialog.close();
  }
  tell(outcome.fault ?? done, outcome.fault ? 'error' : 'result');
  refresh();
}

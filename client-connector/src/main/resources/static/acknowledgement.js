'use strict';

/* Acknowledgement of warnings: a person has looked at them, and says so in a note. Later warnings of the group are open again. */

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

function acknowledgementButton(group) {
  const button = element('button', 'link', t('acknowledge'));
  button.type = 'button';
  button.addEventListener('click', () => openAcknowledgement(group));
  return button;
}

function openAcknowledgement(group) {
  const form = byId('acknowledgement-form');
  byId('acknowledgement-about').textContent = warningText(group.text);
  const note = noteField('Cause, and what was done');
  const submit = element('button', 'strong', t('Acknowledge'));
  const error = element('p', 'error');
  error.setAttribute('role', 'alert');
  form.replaceChildren(element('label', '', t('Note'), note), error, element('p', 'buttons', submit));
  form.onsubmit = event => {
    event.preventDefault();
    sendOnce(byId('acknowledgement'), submit, error, t('The warning is acknowledged.'),
      () => post('/api/warnings/groups/acknowledgement', 'application/json',
        JSON.stringify({ type: group.type, tradingId: group.tradingId, count: group.count, note: note.value })));
  };
  byId('acknowledgement').showModal();
  note.focus();
}

document.querySelector('#acknowledgement .close').addEventListener('click', () => document.getElementById('acknowledgement').close());

'use strict';

/* Acknowledgement of warnings: a person has looked at them, and says so in a note. Later warnings of the group are open again. */

function acknowledgementButton(group) {
  const button = element('button', 'link', t('acknowledge'));
  button.type = 'button';
  button.addEventListener('click', () => openAcknowledgement(group));
  return button;
}

function openAcknowledgement(group) {
  const form = byId('acknowledgement-form');
  byId('acknowledgement-about').textContent = warningText(group.text);
  const note = Object.assign(document.createElement('textarea'),
    { name: 'note', required: true, maxLength: 1000, placeholder: t('Cause, and what was done') });
  note.setAttribute('aria-label', t('Note'));
  const error = element('p', 'error');
  error.setAttribute('role', 'alert');
  form.replaceChildren(note, error, element('p', 'buttons', element('button', 'strong', t('Acknowledge'))));
  form.onsubmit = event => {
    event.preventDefault();
    acknowledge(group, note.value, error).catch(failure => { error.textContent = failureText(failure); });
  };
  byId('acknowledgement').showModal();
  note.focus();
}

async function acknowledge(group, note, error) {
  const response = await post('/api/warnings/groups/acknowledgement', 'application/json',
    JSON.stringify({ type: group.type, tradingId: group.tradingId, count: group.count, note }));
  if (response.ok) {
    byId('acknowledgement').close();
    tell(t('The warning is acknowledged.'));
    refresh();
  } else {
    error.textContent = await refusalText(response);
  }
}

document.querySelector('#acknowledgement .close').addEventListener('click', () => document.getElementById('acknowledgement').close());

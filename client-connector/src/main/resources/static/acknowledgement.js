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
  const note = noteField('Cause, and what was done');
  const submit = element('button', 'strong', t('Acknowledge'));
  const error = element('p', 'error');
  error.setAttribute('role', 'alert');
  form.replaceChildren(element('label', '', t('Note'), note), error, element('p', 'buttons', submit));
  form.onsubmit = event => {
    event.preventDefault();
    decide(byId('acknowledgement'), submit, error, t('The warning is acknowledged.'),
      () => post('/api/warnings/groups/acknowledgement', 'application/json',
        JSON.stringify({ type: group.type, tradingId: group.tradingId, count: group.count, note: note.value })));
  };
  byId('acknowledgement').showModal();
  note.focus();
}

document.querySelector('#acknowledgement .close').addEventListener('click', () => document.getElementById('acknowledgement').close());

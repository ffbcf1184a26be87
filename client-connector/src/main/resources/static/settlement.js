'use strict';

/* Settlement of an equivocation: a person chooses between two messages with one sequence. Both stay in the evidence. */

function settlementButton(group) {
  const button = element('button', 'link', t('settle'));
  button.type = 'button';
  button.addEventListener('click', () => openSettlement(group.tradingId).catch(failure => tell(failureText(failure), 'error')));
  return button;
}

/** Returns the details in which a message differs from another message, or the whole text if one is not JSON. */
function difference(message, other) {
  try {
    const [mine, theirs] = [message.text, other.text].map(text => {
      const { data, ...envelope } = JSON.parse(text);
      return { ...envelope, ...data };
    });
    const names = Object.keys({ ...mine, ...theirs })
      .filter(name => JSON.stringify(mine[name]) !== JSON.stringify(theirs[name]));
    return names.map(name => detail(name, mine[name])).join('\n');
  } catch (error) {
    return message.text;
  }
}

/** One detail: a status in words, and any other one as in the message. */
function detail(name, value) {
  return Object.hasOwn(STATUSES, name) && value
    ? t(name[0].toUpperCase() + name.slice(1)) + ': ' + statusText(value)
    : name + ': ' + (value === undefined ? '–' : JSON.stringify(value));
}

/** The content is beside the label, not in it: it would be read out as the name of the choice. */
function versionChoice(value, label, message, other) {
  const choice = Object.assign(document.createElement('input'), { type: 'radio', name: 'choice', value, required: true });
  return element('div', 'version', element('label', '', choice, ' ' + label), scrollable(element('pre', '', difference(message, other)), label),
    message.revoked ? element('p', 'error revoked', t('The key that signed this version was revoked later: its signature proves nothing any more. Ask the server which version counts.')) : null);
}

/** Reads a stored message; null if there is none. Without both messages nobody can choose, so any other failure is one of the dialog. */
async function readMessage(path) {
  const response = await request(path);
  if (!response.ok && response.status !== 404) {
    throw Object.assign(new Error(path + ' returned ' + response.status), { status: response.status });
  }
  return response.ok ? { text: await response.text(), revoked: response.headers.has('X-Key-Revoked') } : null;
}

let openings = 0;

async function openSettlement(tradingId) {
  const mine = visits;
  const opening = ++openings;
  const warnings = await read('/api/warnings?type=EQUIVOCATION&tradingId=' + encodeURIComponent(tradingId));
  const open = warnings.filter(warning => !warning.settledAt);
  const [decision, reference] = await Promise.all([firstDecision(open), orderReferenceOf(tradingId)]);
  if (mine !== visits || opening !== openings) {
    return;
  }
  const form = byId('settlement-form');
  byId('settlement-about').textContent = decision
    ? t('Order {0}, message {1}: the server has sent two versions. They differ in the details below. The version that you choose counts from now on, and both stay in the evidence. This cannot be undone.', reference, decision.warning.sequence)
    : open.length === 0 ? t('All versions of this order are settled.')
      : t('The ledger contains the other version, or the server has not sent it yet.');
  form.hidden = !decision;
  if (decision) {
    fillSettlement(form, decision.warning, decision.versions);
  }
  if (!byId('settlement').open) {
    byId('settlement').showModal();
  }
  form.querySelector('input')?.focus();
}

/** The number of a trade's order; the identifier of a trade that the ledger does not contain any more. */
function orderReferenceOf(tradingId) {
  return readTrade(tradingId).then(trade => trade.orderReference, failure => {
    if (failure.status === 404) {
      return tradingId;
    }
    throw failure;
  });
}

/** Reads the message in the ledger and the other one with its sequence. */
function readVersions(warning) {
  return Promise.all([
    readMessage('/api/trades/' + encodeURIComponent(warning.tradingId) + '/history/' + warning.sequence),
    readMessage('/api/quarantine/' + encodeURIComponent(warning.quarantineId))]);
}

/** Finds the first message with another version: the later ones follow it. */
async function firstDecision(open) {
  for (const warning of [...open].sort((one, other) => one.sequence - other.sequence)) {
    const versions = await readVersions(warning);
    if (isOtherVersion(versions, warning.tradingId)) {
      return { warning, versions };
    }
  }
  return null;
}

/** Returns whether the received text is another version. A statement is none, nor a message that the ledger contains since another decision. */
function isOtherVersion([held, received], tradingId) {
  if (held === null || received === null) {
    return false;
  }
  try {
    return JSON.parse(received.text).subject === tradingId && received.text !== held.text;
  } catch (error) {
    return true;
  }
}

function fillSettlement(form, warning, [held, received]) {
  const note = noteField('Reason of the decision, such as who confirmed it');
  const submit = element('button', 'strong', t('Settle'));
  const error = element('p', 'error');
  error.setAttribute('role', 'alert');
  form.replaceChildren(
    versionChoice('LEDGER', t('Keep the version in the ledger:'), held, received),
    versionChoice('RECEIVED', t('Take the other version:'), received, held),
    element('label', '', t('Note'), note), error, element('p', 'buttons', submit));
  form.onsubmit = event => {
    event.preventDefault();
    const values = new FormData(form);
    decide(byId('settlement'), submit, error, t('The decision is stored. The chosen version counts from now on.'),
      () => post('/api/warnings/' + encodeURIComponent(warning.id) + '/settlement', 'application/json',
        JSON.stringify({ choice: values.get('choice'), note: values.get('note') })));
  };
}

document.querySelector('#settlement .close').addEventListener('click', () => document.getElementById('settlement').close());

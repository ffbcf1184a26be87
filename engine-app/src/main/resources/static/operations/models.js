/* The models in use, the findings of the folder, and the trial of changed models, which deploys nothing. */

import { button, count, element, field, section, t, table, timestamp } from './dom.js';
import { get, send, sendForPage } from './server.js';
import { textOf } from './files.js';
import { complain } from './desk.js';

const LIST = '/api/operations/processes';
const TRIAL = LIST + '/checks';

/** Unchanged messages that are shown around a difference. */
const CONTEXT = 2;

function findings(title, explained, list) {
  return list.length === 0 ? null : section(title, list.length, element('p', 'hint', explained), findingTable(title, list));
}

function findingTable(title, list) {
  return table(t(title), [t('File'), t('Element'), t('Finding')], list.map(one => [one.file || t('folder'), one.element, one.reason]));
}

/** The lines of a difference, with unchanged ones only around the changed ones. */
function shortened(lines) {
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(line => line[0] !== ' '));
  return lines.flatMap((line, index) => near[index] ? [line] : near[index - 1] ? ['  …'] : []);
}

function differences(trial) {
  if (trial.situations === 0) {
    return null;
  }
  const told = trial.differences.length === 0
    ? t('Clients receive the same messages in all of {0} situations.', count(trial.situations))
    : t('Clients receive other messages in {0} of {1} situations. Lines with - are sent today, lines with + after the change.',
      count(trial.differences.length), count(trial.situations));
  return [element('h3', {}, t('Messages to clients')), element('p', 'hint', told),
    ...trial.differences.map(one => element('details', {}, element('summary', {}, one.situation),
      element('pre', { tabIndex: 0 }, shortened(one.lines).join('\n'))))];
}

function verdict(trial) {
  const text = trial.accepted ? t('The server would deploy these files.') : t('The server would refuse these files.');
  return element('p', { className: trial.accepted ? 'result' : 'error' }, element('strong', {}, text), ' ', trial.summary);
}

function outcome(trial, changes) {
  return [verdict(trial),
    trial.errors.length > 0 && [element('h3', {}, t('Errors')), findingTable('Errors', trial.errors)],
    trial.advice.length > 0 && [element('h3', {}, t('Advice')), findingTable('Advice', trial.advice)],
    differences(trial),
    element('p', 'buttons', button('plain', t('Save report with diagrams'), () => saveReport(changes)))].flat().filter(part => part);
}

async function saveReport(changes) {
  try {
    const address = URL.createObjectURL(await sendForPage(TRIAL, changes));
    element('a', { href: address, download: 'models.html' }).click();
    URL.revokeObjectURL(address);
    complain(null);
  } catch (failure) {
    complain(failure);
  }
}

async function read(files) {
  return { files: await Promise.all([...files].map(async file => ({ name: file.name, content: await textOf(file) }))) };
}

function trial() {
  const files = element('input', { type: 'file', name: 'files', multiple: true, required: true, accept: '.bpmn,.dmn,.html' });
  const check = element('button', { type: 'submit', className: 'strong' }, t('Check and simulate'));
  const result = element('div', { role: 'status' });
  const form = element('form', 'filters', field(t('Changed models, tables and forms'), files), element('p', 'field buttons', check));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    check.disabled = true;
    result.replaceChildren(element('p', 'hint', t('The server checks every path of an order. This takes some seconds.')));
    try {
      const changes = await read(files.files);
      result.replaceChildren(...outcome(await send('POST', TRIAL, changes), changes));
      complain(null);
    } catch (failure) {
      result.replaceChildren();
      complain(failure.status === 413 ? new Error(t('The files are too large together. Choose only those that you changed.')) : failure);
    }
    check.disabled = false;
  });
  return section('Try changed models', null,
    element('p', 'hint', t('The files are checked together with the models in use, and played through situations of an order. Nothing is deployed.')),
    form, result);
}

export async function showModels() {
  const models = await get(LIST);
  document.title = t('Models');
  return [
    findings('Refused models', t('The folder has these faults. Until they are corrected, the models below stay in use.'), models.refused),
    findings('Remarks on the folder', t('These files have no effect, or the folder is missing.'), models.remarks),
    models.groupsWithoutMembers.length > 0 && section('Groups without members', models.groupsWithoutMembers.length,
      element('p', 'hint', t('Only operators see the tasks of these groups.')),
      element('ul', 'counts wide', models.groupsWithoutMembers.map(group => element('li', {}, group)))),
    trial(),
    section('Models in use', models.running.length, element('p', 'hint', t('New orders use these versions. Running orders keep theirs.')),
      table(t('Models in use'), [t('File'), t('Key'), [t('Version'), 'number'], t('Version tag'), t('Deployed')],
        models.running.map(one => [one.file, one.key, count(one.version), one.tag ?? '', timestamp(one.deployedAt)])))
  ].filter(part => part);
}

/* A question before each action: what it does, and a reason or a number where the action needs one. */

import { byId, element, field, t } from './dom.js';
import { send } from './server.js';
import { complain, refresh, tell } from './desk.js';

/**
 * Asks, sends a request, says its outcome and shows the page anew.
 *
 * @param action title, effect, fields (form controls with labels), path, method, body (from the controls' values), type
 *   (of a body that is no JSON), done (text), or show: the
 *   title and the content of a dialog, from the outcome;
 *   next: the address of the page to show
 */
export function ask({ title, effect, fields = [], method = 'POST', path, body, type, done, dangerous, show, next }) {
  const dialog = byId('question');
  const form = byId('question-form');
  const failure = element('p', { className: 'error', role: 'alert' });
  const act = element('button', { type: 'submit', className: dangerous ? 'danger' : 'strong' }, title);
  const keep = element('button', { type: 'button', className: 'plain' }, t('Do nothing'));
  keep.addEventListener('click', () => dialog.close());
  form.replaceChildren(
    element('h2', { id: 'question-title' }, title),
    element('p', {}, effect),
    ...fields.map(([label, control]) => field(label, control)),
    failure,
    element('p', 'buttons', act, keep));
  form.onsubmit = async event => {
    event.preventDefault();
    act.disabled = true;
    try {
      const values = Object.fromEntries(fields.map(([, control]) => [control.name, control.value]));
      const outcome = await send(method, path, body ? body(values) : undefined, type);
      dialog.close();
      complain(null);
      if (next) {
        location.hash = next;
      }
      await refresh();
      if (show) {
        showOnce(show(outcome));
        act.disabled = false;
        return;
      }
      tell(typeof done === 'function' ? done(outcome) : done);
    } catch (refused) {
      failure.textContent = refused.message;
    }
    act.disabled = false;
  };
  dialog.showModal();
  (fields[0]?.[1] ?? keep).focus();
}

/** A dialog that stays until the person closes it, for what is shown once. */
export function showOnce({ title, content }) {
  const dialog = byId('question');
  const form = byId('question-form');
  const close = element('button', { type: 'button', className: 'strong' }, t('Close'));
  const refuse = event => event.preventDefault();
  dialog.addEventListener('cancel', refuse);
  close.addEventListener('click', () => {
    dialog.removeEventListener('cancel', refuse);
    form.replaceChildren();
    dialog.close();
  });
  form.onsubmit = refuse;
  form.replaceChildren(element('h2', { id: 'question-title' }, title), ...content, element('p', 'buttons', close));
  dialog.showModal();
}

export function reasonField(name = 'text', required = true) {
  return element('textarea', { name, maxLength: 1000, required });
}

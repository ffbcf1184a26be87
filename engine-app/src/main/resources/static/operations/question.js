/* A question before each action: what it does, and a reason or a number where the action needs one. */

import { byId, element, field, t } from './dom.js';
import { valueOf } from './numbers.js';
import { send } from './server.js';
import { complain, refresh, tell } from './desk.js';

/** What the dialog shows: a question, or what is shown once; and whether it stays for now. Null while the dialog is closed. */
let shown = null;

const dialog = byId('question');
dialog.addEventListener('cancel', event => {
  if (shown?.stays) {
    event.preventDefault();
  }
});
// At a second Escape a browser closes a dialog without asking the page before.
dialog.addEventListener('close', () => {
  if (!dialog.open && shown?.stays) {
    dialog.showModal();
  } else if (!dialog.open) {
    shown = null;
  }
});

function open(content, ...parts) {
  shown = content;
  byId('question-form').replaceChildren(...parts);
  if (!dialog.open) {
    dialog.showModal();
  }
}

/** Closes the dialog if it still shows the content. */
function close(content) {
  if (shown === content) {
    shown = null;
    byId('question-form').replaceChildren();
    dialog.close();
  }
}

/** Closes a question, which is about the view that the person has left. What is shown once stays. */
export function dismiss() {
  if (shown && !shown.once) {
    close(shown);
  }
}

/**
 * Asks, sends a request, says its outcome and shows the page anew.
 *
 * @param action title (of the button, too), subject (such as the reference of a trade), effect, items (a list below it), fields (form controls with labels),
 *   path, method, body (from the controls' values), type (of a body that is no JSON), or run (sends several requests itself), done (text), or show: the title and the content
 *   of a dialog, from the outcome; next: the address of the page to show; now: reads the action as it is now; typed and refusal: of the former question
 */
export function ask({ title, subject, effect, items = [], fields = [], method = 'POST', path, body, type, run, done, dangerous, show, next, now, typed = {}, refusal = '' }) {
  const form = byId('question-form');
  const question = { stays: false, once: false };
  const heading = subject ? title + ': ' + subject : title;
  const failure = element('p', { className: 'error', role: 'alert' });
  const act = element('button', { type: 'submit', className: dangerous ? 'danger' : 'strong' }, title);
  const keep = element('button', { type: 'button', className: 'plain' }, t('Do nothing'));
  const sending = active => {
    question.stays = active;
    act.disabled = active;
    keep.disabled = active;
  };
  fields.filter(([, control]) => Object.hasOwn(typed, control.name)).forEach(([, control]) => Object.assign(control, { value: typed[control.name] }));
  keep.addEventListener('click', () => close(question));
  form.onsubmit = async event => {
    event.preventDefault();
    sending(true);
    try {
      const values = Object.fromEntries(fields.map(([, control]) => [control.name, valueOf(control)]));
      const outcome = run ? await run() : await send(method, path, body ? body(values) : undefined, type);
      const left = shown !== question;
      close(question);
      complain(null);
      if (show) {
        // Before the page is read again, which can take long or fail.
        showOnce(show(outcome));
      }
      if (next && !left) {
        location.hash = next;
      }
      await refresh();
      if (!show) {
        const text = typeof done === 'function' ? done(outcome) : done;
        tell(left ? heading + '. ' + text : text);
      }
    } catch (refused) {
      // The login form would replace the view with what the person has typed.
      const text = refused.status === 401 ? t('The session has ended. Log in again in another tab, then repeat the action here.') : refused.message;
      // If what the question is about has changed, the person decides about what it is now.
      const action = refused.status === 409 && now ? await now().catch(() => undefined) : undefined;
      if (shown !== question) {
        await refresh();
        complain(new Error(heading + '. ' + text));
      } else if (action) {
        ask({ ...action, now, typed: Object.fromEntries(fields.map(([, control]) => [control.name, control.value])), refusal: text });
        return;
      }
      failure.textContent = text;
    }
    sending(false);
    if (shown === question && !dialog.contains(document.activeElement)) {
      // A button that was disabled has lost the focus.
      act.focus();
    }
  };
  open(question,
    element('h2', { id: 'question-title' }, heading),
    element('p', {}, effect),
    ...(items.length > 0 ? [element('ul', {}, items.map(item => element('li', {}, item)))] : []),
    ...fields.map(([label, control]) => field(label, control)),
    failure,
    element('p', 'buttons', act, keep));
  // A screen reader announces only what comes after the element itself.
  failure.textContent = refusal;
  (fields[0]?.[1] ?? keep).focus();
}

/**
 * Reads what the question is about, then asks: the page can be older than another person's change.
 *
 * @param read returns what the server has now
 * @param question returns the action for it, see {@link ask}; undefined if it is not possible any more
 */
export async function askOfNow(read, question) {
  const view = location.hash;
  const now = async () => question(await read());
  try {
    const action = await now();
    // A second press finds the question of the first, with what the person has typed.
    if (location.hash !== view || shown) {
      return;
    }
    if (action) {
      complain(null);
      ask({ ...action, now });
    } else {
      await refresh();
      complain(new Error(t('Somebody or something has changed this meanwhile, and the action is not possible any more. The page shows the present state.')));
    }
  } catch (failure) {
    complain(failure);
  }
}

/** A dialog that stays until the person closes it, for what is shown once. */
export function showOnce({ title, content }) {
  const answer = { stays: true, once: true };
  const end = element('button', { type: 'button', className: 'strong' }, t('Close'));
  end.addEventListener('click', () => close(answer));
  byId('question-form').onsubmit = event => event.preventDefault();
  open(answer, element('h2', { id: 'question-title' }, title), ...content, element('p', 'buttons', end));
}

/** A field of a text. The server refuses one of blanks only. */
export function reasonField(name = 'text', required = true) {
  const control = element('textarea', { name, maxLength: 1000, required });
  control.addEventListener('input', () =>
    control.setCustomValidity(required && control.value && !control.value.trim() ? t('Enter a text.') : ''));
  return control;
}

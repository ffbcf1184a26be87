/* The identity providers at the login, a link to the operators' pages, and a tab of the process instance with the messages to the client of its trade and the client's warnings. Data is rendered as text, never as HTML. */

import { element, loadTexts, ofServer, t, table, timestamp, words } from '/operations/dom.js';

const language = await loadTexts();

/** The version of the model that ran, by which it is found in Cockpit. */
function modelOf(process) {
  return process ? `${process.definition} ${process.version}` + (process.versionTag ? ` (${process.versionTag})` : '') : '';
}

function messageRow(message) {
  const { statuses, reason, actor, process, ...data } = JSON.parse(message.body).data;
  const { order, delivery, payment } = statuses ?? data;
  return [
    String(message.sequence),
    timestamp(message.at),
    ...[order, delivery, payment].map(words),
    // The text of a reason is mostly the name of the step, which has a column of its own.
    reason ? (reason.text !== message.element && reason.text) || words(reason.code) : '',
    message.element ?? actor?.name ?? '',
    modelOf(process),
    words(message.state),
  ];
}

function warningRow(warning) {
  return [words(warning.warning), warning.text, warning.sequence === null ? '' : String(warning.sequence), timestamp(warning.at)];
}

/** A table of the operators' pages with the look of Cockpit. */
function cockpitTable(caption, columns, rows) {
  const node = table(caption, columns, rows);
  node.firstChild.className = 'table cam-table';
  return node;
}

/** Creates the form that cancels the trade after a confirmation. It shows a refusal; cancelled is called after the server has accepted. */
function cancellation(cancel, cancelled) {
  const reason = element('input', { type: 'text', className: 'form-control', maxLength: 1000, required: true, id: 'coincide-reason' });
  const label = element('label', { htmlFor: 'coincide-reason' }, t('Reason (sent to the client)'));
  const submit = element('button', { type: 'submit', className: 'btn btn-default' }, t('Cancel trade …'));
  const yes = element('button', { type: 'button', className: 'btn btn-danger' }, t('Cancel trade'));
  const no = element('button', { type: 'button', className: 'btn btn-default' }, t('Do nothing'));
  const effect = t('All completed steps of the order are reversed: money goes back, goods return to the stock. The client receives the reason. This cannot be undone.');
  const confirmation = element('p', { hidden: true, className: 'coincide-question' }, effect, ' ', yes, ' ', no);
  const reply = element('p', { role: 'status' });
  const form = element('form', { className: 'form-inline coincide-cancel' }, label, ' ', reason, ' ', submit);
  const confirming = (active) => {
    confirmation.hidden = !active;
    reason.disabled = submit.disabled = active;
    // The button that had the focus is hidden now.
    (active ? no : submit).focus();
  };
  const keep = (why) => {
    yes.disabled = no.disabled = false;
    confirming(false);
    reply.textContent = why;
  };
  reason.addEventListener('input', () =>
    reason.setCustomValidity(reason.value && !reason.value.trim() ? t('Enter a reason.') : '')
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    reply.textContent = '';
    confirming(true);
  });
  no.addEventListener('click', () => keep(''));
  yes.addEventListener('click', () => {
    yes.disabled = no.disabled = true;
    cancel(reason.value)
      .then((result) => (result.refused ? keep(ofServer(result.refused)) : cancelled()))
      .catch((failure) => keep(failure.message));
  });
  return element('div', {}, form, confirmation, reply);
}

/** Shows the trade, and after a cancellation its outcome in place of the form, with the messages that the server has then. */
function show(node, trade, requests, outcome) {
  if (!trade.tradingId) {
    node.replaceChildren(element('p', {}, t('This process instance belongs to no trade.')));
    return;
  }
  const whole = element('a', { href: `/operations/#/trades/${encodeURIComponent(trade.tradingId)}` }, t('Show the whole trade'));
  const parts = [element('p', {}, t('Trade {0}', trade.tradingId), ' ', t('of client {0}', trade.clientId), ' · ', whole)];
  const told = outcome && element('p', { role: 'status', tabIndex: -1 }, outcome);
  if (told) {
    parts.push(told);
  } else if (trade.cancellable) {
    const cancelled = async () => {
      const now = await requests.read().catch(() => trade);
      // A process that has ended names no trade any more.
      show(node, now.tradingId ? now : trade, requests, t('The trade is being cancelled.'));
    };
    parts.push(cancellation(requests.cancel, cancelled));
  }
  if (trade.warnings.length > 0) {
    parts.push(element('h4', { className: 'coincide-warning' }, `${t('Warnings of the client')} (${trade.warnings.length})`));
    parts.push(cockpitTable(t('Warnings of the client'), [t('Warning'), t('Text'), t('Sequence'), t('Received')], trade.warnings.map(warningRow)));
  }
  parts.push(element('h4', {}, `${t('Messages to the client')} (${trade.messages.length})`));
  parts.push(
    cockpitTable(
      t('Messages to the client'),
      [t('Sequence'), t('Written'), t('Order'), t('Delivery'), t('Payment'), t('Reason'), t('Cause'), t('Model'), t('State')],
      trade.messages.map(messageRow)
    )
  );
  node.replaceChildren(...parts);
  told?.focus();
}

/** Returns what the status of a failed request means for a person. */
function failureText(status) {
  if (status === 401) {
    return t('The session has ended. Log in again in another tab, then repeat the action here.');
  }
  return status === 403
    ? t('The server refused the request. Load the page again, then repeat the action.')
    : t('The server answers with an error ({0}). Try again.', status);
}

/** A login in another tab replaces the token with which Cockpit began. */
function tokenOf(api) {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? api.CSRFToken;
}

async function request(api, address, options) {
  let response;
  try {
    response = await fetch(address, { ...options, headers: { Accept: 'application/json', 'X-XSRF-TOKEN': tokenOf(api), ...options.headers } });
  } catch {
    throw new Error(t('The server is unreachable. Retry later.'));
  }
  if (!response.ok) {
    throw new Error(failureText(response.status));
  }
  return response.json();
}

/** Adds the identity providers to Cockpit's login form, which Cockpit creates anew after a logout. None are shown without a provider. */
async function offerProviders() {
  const response = await fetch('/api/operations/login', { headers: { Accept: 'application/json' } });
  const providers = response.ok ? await response.json() : [];
  const add = () => {
    const form = document.querySelector('form[name="signinForm"]');
    if (form && !form.querySelector('.coincide-provider')) {
      form.append(
        ...providers.map((provider) =>
          element(
            'p',
            { className: 'coincide-provider' },
            element('a', { className: 'btn btn-default', href: provider.address }, t('Log in with {0}', provider.name))
          )
        )
      );
    }
  };
  if (providers.length > 0) {
    new MutationObserver(add).observe(document.body, { childList: true, subtree: true });
    add();
  }
}

offerProviders().catch(() => {
  // The form itself works without them.
});

export default [
  {
    id: 'coincide.operations',
    pluginPoint: 'cockpit.navigation',
    priority: 5,
    properties: { label: t('Trades'), pagePath: '/operations/' },
  },
  {
    id: 'coincide.trade',
    pluginPoint: 'cockpit.processInstance.runtime.tab',
    priority: 15,
    properties: { label: t('Trade') },
    render: (node, { api, processInstanceId }) => {
      const root = element('div', { className: 'coincide-trade', lang: language }, t('Loading …'));
      node.append(root);
      const path = `${api.cockpitApi}/plugin/coincide/${api.engine}/trade/${processInstanceId}`;
      const requests = {
        read: () => request(api, path, {}),
        cancel: async (reason) => {
          // The token of a session that began with a login in another tab comes with the response to a read request.
          await request(api, path, {});
          return request(api, `${path}/cancellation`, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: reason });
        },
      };
      requests
        .read()
        .then((trade) => show(root, trade, requests))
        .catch((failure) => root.replaceChildren(element('p', { role: 'alert' }, failure.message)));
    },
    unmount: () => {},
  },
];

/*
 * The views by address: #/ (numbers), #/trades (search), #/trades/<tradingId>, #/warnings, #/messages, #/dead-letters, #/clients,
 * #/clients/<id>, #/keys, #/catalogue, #/models, #/restore, #/actions. A view is a function that returns the content of the page.
 */

import { byId, element, field, loadTexts, t, translatePage } from './dom.js';
import { BeyondEnd } from './pager.js';
import { logIn, loginProviders, logOut, openSession } from './server.js';
import { showCatalogue } from './catalogue.js';
import { showClients } from './clients.js';
import { showDeadLetters, showFailing, showWarnings } from './inbox.js';
import { showKeys } from './keys.js';
import { showModels } from './models.js';
import { showOverview } from './overview.js';
import { showActions } from './record.js';
import { dismiss } from './question.js';
import { showRestore } from './restore.js';
import { showTrades } from './trades.js';
import { showTrade } from './trade.js';

const VIEWS = {
  '': showOverview,
  trades: (rest, query) => rest ? showTrade(rest) : showTrades(rest, query),
  warnings: showWarnings,
  messages: showFailing,
  'dead-letters': showDeadLetters,
  clients: showClients,
  keys: showKeys,
  catalogue: showCatalogue,
  models: showModels,
  restore: showRestore,
  actions: showActions
};

/** Key of the session storage: the view that asked for the login at a provider. */
const RETURN = 'view-before-login';

let shown = 0;

/** The name of the view whose content is on the page. */
let present = null;

/** Counts the failures that were told: one that came while a view was loading is about something else, and stays. */
let failures = 0;

/** Ends when no mouse button is pressed: the browser reports no click on a button that is replaced between press and release. */
let released = Promise.resolve();
let release = () => { };

window.addEventListener('pointerdown', () => {
  released = new Promise(resolve => {
    release = resolve;
  });
});
for (const end of ['pointerup', 'pointercancel', 'blur']) {
  // The click follows the release.
  window.addEventListener(end, () => setTimeout(release));
}

export function tell(text) {
  byId('result').textContent = text;
  if (text) {
    byId('result').focus({ preventScroll: false });
  }
}

/** Shows the failure above the view, or the login if the session has ended. */
export function complain(failure) {
  if (failure?.status === 401) {
    showLogin();
    return;
  }
  failures += failure ? 1 : 0;
  byId('error').textContent = failure ? failure.message : '';
}

/** Letters, digits and hyphens, of which each identifier of a trade or a client consists. */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** The identifier in the page's address; empty without one. The server refuses the spelling of others, and not the identifier. */
function identifierOf(part) {
  let identifier;
  try {
    identifier = decodeURIComponent(part);
  } catch {
    // The address is cut within an encoded character.
    identifier = part;
  }
  if (identifier && !IDENTIFIER.test(identifier)) {
    throw new Error(t('No trade and no client has the identifier {0}. Check the address of the page.', identifier));
  }
  return identifier;
}

/** Shows the view of the page's address, unless another one was asked for meanwhile. */
export async function refresh() {
  const mine = ++shown;
  const before = failures;
  const [path, query] = location.hash.replace(/^#\//, '').split('?');
  const [name, ...rest] = path.split('/');
  const view = Object.hasOwn(VIEWS, name) ? VIEWS[name] : VIEWS[''];
  for (const link of document.querySelectorAll('nav a')) {
    link.ariaCurrent = link.hash === '#/' + name ? 'page' : null;
  }
  byId('view').setAttribute('aria-busy', 'true');
  try {
    const content = await view(identifierOf(rest.join('/')), new URLSearchParams(query));
    await released;
    if (mine === shown) {
      if (failures === before) {
        complain(null);
      }
      replace(content, path === present);
      present = path;
    }
  } catch (failure) {
    if (mine === shown && failure instanceof BeyondEnd) {
      return showPage(path, query, failure.offset);
    }
    if (mine === shown) {
      await fail(failure);
    }
  }
  if (mine === shown) {
    byId('view').removeAttribute('aria-busy');
  }
}

/** Shows another page of the list in place of the present one, which is no step back for the browser. */
function showPage(path, query, offset) {
  const asked = new URLSearchParams(query);
  asked.set('offset', offset);
  history.replaceState(null, '', '#/' + path + '?' + asked);
  return refresh();
}

/** Shows the content. If it is the same view, its fields keep the focus, and the texts that a person typed while the page loaded. */
function replace(content, same) {
  const view = byId('view');
  const focused = view.contains(document.activeElement) ? document.activeElement.name : null;
  const typed = [...view.querySelectorAll('input[type=search]')].filter(field => field.value !== field.defaultValue);
  view.replaceChildren(...content);
  if (same) {
    const fieldOf = name => view.querySelector(`[name="${name}"]`);
    typed.forEach(field => Object.assign(fieldOf(field.name) ?? {}, { value: field.value }));
    if (focused) {
      fieldOf(focused)?.focus({ preventScroll: true });
    }
  }
}

async function fail(failure) {
  if (failure.status === 401) {
    showLogin();
  } else if (failure.status === 403) {
    showLogin(noOperator());
  } else {
    byId('view').replaceChildren();
    present = null;
    complain(failure);
  }
}

function noOperator() {
  return t('This account has no permission for the operators\' pages. People find their tasks in Tasklist.');
}

function showLogin(text) {
  const name = element('input', { name: 'name', autocomplete: 'username', required: true, maxLength: 255 });
  const password = element('input', { name: 'password', type: 'password', autocomplete: 'current-password', required: true, maxLength: 255 });
  const form = element('form', { className: 'login', method: 'post' },
    element('h2', {}, t('Log in')),
    element('p', 'hint', t('With the account of Cockpit. The login is valid there, too.')),
    field(t('User name'), name), field(t('Password'), password),
    element('p', 'buttons', element('button', { type: 'submit', className: 'strong' }, t('Log in'))));
  const providers = element('p', 'providers');
  form.append(providers);
  loginProviders().then(all => providers.append(...all.map(providerLink))).catch(() => { });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      await logIn(name.value, password.value);
      await start();
    } catch (failure) {
      complain(new Error(refusalOfPassword(failure) ?? failure.message));
    }
  });
  shown++; // A view that still loads is not shown any more.
  byId('view').removeAttribute('aria-busy');
  for (const node of document.querySelectorAll('nav, .account')) {
    node.hidden = true;
  }
  complain(text ? new Error(text) : null);
  byId('view').replaceChildren(form);
  present = null;
  name.focus();
}

/** Returns the sentence for a refused login, by the type of the refusal or by its status; undefined for any other failure. */
function refusalOfPassword(refusal) {
  return new Map([
    ['urn:coincide:problem:too-many-wrong-passwords', t('Too many wrong passwords came from this address. Wait a little.')],
    ['urn:coincide:problem:too-many-logins', t('Too many logins are being checked. Wait a little.')],
    ['urn:coincide:problem:too-many-requests', t('The server is processing too many requests. Wait a little.')],
    [401, t('The user name or the password is wrong.')],
    [403, noOperator()]
  ]).get(refusal.status === 429 ? refusal.type : refusal.status);
}

function providerLink(provider) {
  const link = element('a', { href: provider.address, className: 'plain' }, t('Log in with {0}', provider.name));
  link.addEventListener('click', () => sessionStorage.setItem(RETURN, location.hash));
  return link;
}

/** Returns the reason with which a login at a provider came back; undefined for an unknown one. */
function refusalOfLogin(code) {
  return new Map([
    ['denied', t('The provider did not confirm the login. Ask its administrator for access.')],
    ['expired', t('The login took too long, or began in another browser. Log in again.')],
    ['groups', t('The account has no group of this server. Ask the administrator of the provider for one.')],
    ['name', t('The name of the account is not allowed here, or belongs to another account. Ask the administrator of this server.')],
    ['provider', t('The provider is unreachable, or its answer is invalid. Retry later, or log in with a local account.')]
  ]).get(code);
}

/** Reads the outcome of a login at a provider, which stands in the page's address once. */
function outcomeOfLogin() {
  const code = new URLSearchParams(location.search).get('login');
  const view = sessionStorage.getItem(RETURN);
  if (code !== null || view !== null) {
    sessionStorage.removeItem(RETURN);
    history.replaceState(null, '', location.pathname + (location.hash || view || ''));
  }
  return refusalOfLogin(code);
}

async function start() {
  const refused = outcomeOfLogin();
  if (refused) {
    showLogin(refused);
    return;
  }
  try {
    byId('operator').textContent = await openSession();
  } catch (failure) {
    await fail(failure);
    return;
  }
  for (const node of document.querySelectorAll('nav, .account')) {
    node.hidden = false;
  }
  await refresh();
}

translatePage(await loadTexts());
window.addEventListener('hashchange', () => {
  dismiss();
  tell('');
  refresh().then(() => {
    window.scrollTo(0, 0);
    if (!byId('view').contains(document.activeElement)) {
      byId('view').focus({ preventScroll: true });
    }
  });
});
byId('log-out').addEventListener('click', async () => {
  try {
    await logOut();
    showLogin();
  } catch (failure) {
    complain(failure);
  }
});
await start();

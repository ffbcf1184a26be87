/* Requests to the server, with the session of Cockpit and its CSRF token. */

import { byId, ofServer, t } from './dom.js';

let token = null;

/** The operator of the session. */
let operator = null;

/** A response that is not a success: its detail says what is wrong, and its type why, if the server has a type for the reason. */
export class Refusal extends Error {
  constructor(status, detail, type) {
    super(detail || 'HTTP ' + status);
    this.status = status;
    this.type = type;
  }
}

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', ...options.headers } });
  } catch {
    throw new Refusal(0, t('The server is unreachable. Retry later.'));
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Refusal(response.status, problem.detail && ofServer(problem.detail), problem.type);
  }
  return response;
}

/**
 * Sends a request with the token of the session. A login in another tab, or in Cockpit, replaces the session and its token: then the
 * request is repeated once, but not under another name than the page shows.
 */
async function change(path, options) {
  const attempt = () => request(path, { ...options, headers: { ...options.headers, 'X-CSRF-TOKEN': token } });
  try {
    return await attempt();
  } catch (refused) {
    if (refused.status !== 403) {
      throw refused;
    }
    const before = operator;
    if (await openSession() !== before) {
      byId('operator').textContent = operator;
      throw new Refusal(409, t('Another tab has logged in as {0}. Nothing is changed; repeat the action if {0} is to do it.', operator));
    }
    return attempt();
  }
}

export async function get(path) {
  return (await request(path)).json();
}

export async function getText(path) {
  return (await request(path, { headers: { Accept: '*/*' } })).text();
}

/** Reads a list, and the number of all its entries. */
export async function getPage(path) {
  const response = await request(path);
  return { page: await response.json(), total: Number(response.headers.get('X-Total-Count')) };
}

/** Sends a request that changes something: an object as JSON, or a text of another type. */
export async function send(method, path, body, type = 'application/json') {
  const response = await change(path, { method, headers: body === undefined ? {} : { 'Content-Type': type },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body) });
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

/** Sends a request whose response is a page, and returns the page. */
export async function sendForPage(path, body) {
  return (await change(path, { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'text/html' }, body: JSON.stringify(body) })).blob();
}

/** Returns the operator's name, and keeps it and the CSRF token of the session. */
export async function openSession() {
  const session = await get('/api/operations/session');
  token = session.token;
  operator = session.name;
  return operator;
}

export async function logIn(name, password) {
  await request('/api/operations/session',
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password }) });
}

/** Returns the identity providers at which an operator can log in. */
export function loginProviders() {
  return get('/api/operations/login');
}

export async function logOut() {
  await send('DELETE', '/api/operations/session');
}

'use strict';

/* The person's session. Requests that change something carry its token, so that no other page can send them. */

/** True while the person logs out: requests of the page fail meanwhile, and must not lead to the login. */
let leaving = false;

/** Opens the login page, which returns to this address. */
function goToLogin() {
  if (leaving) {
    return;
  }
  location.assign('/login?to=' + encodeURIComponent(location.pathname + location.hash));
}

/** Sends a request; without a session, opens the login page. */
async function request(path, options) {
  const response = await fetch(path, options);
  if (response.status === 401) {
    goToLogin();
  }
  return response;
}

async function readSession() {
  return (await request('/api/session')).json();
}

/** Posts a body. The token is read anew each time, since the person can have logged in again in another window. */
async function post(path, contentType, body) {
  const { token } = await readSession();
  return request(path, { method: 'POST', headers: { 'Content-Type': contentType, ...(token && { 'X-CSRF-TOKEN': token }) }, body });
}

async function logOut() {
  leaving = true;
  try {
    const response = await post('/logout', 'application/json', '');
    location.assign(response.ok ? (await response.json()).location : '/login?out');
  } catch (unreachable) {
    leaving = false;
    refresh();
  }
}

/** Shows who is logged in, and the button to log out. Without a login there is neither. */
async function showSession() {
  const { user, token } = await readSession();
  document.getElementById('user').textContent = user || '';
  const button = document.getElementById('log-out');
  button.hidden = !token;
  button.addEventListener('click', logOut);
}

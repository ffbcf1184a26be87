'use strict';

/* The person's session. Requests that change something carry its token, so that no other page can send them. */

/** Opens the login page, which returns to this address. */
function goToLogin() {
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
  const response = await post('/logout', 'application/json', '');
  if (response.ok) {
    location.assign((await response.json()).location);
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

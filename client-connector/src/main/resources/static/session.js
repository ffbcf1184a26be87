'use strict';

/* The person's session. Requests that change something carry its token, so that no other page can send them. */

/** True while the person logs out: requests of the page fail meanwhile, and must not lead to the login. */
let leaving = false;

/** Opens the login page, which returns to this address. What a person has entered would be lost: then the page says that the session has ended. */
function goToLogin() {
  if (leaving) {
    return;
  }
  if (holdsInput()) {
    showOutage({ status: 401 });
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
  const response = await request('/api/session');
  if (!response.ok) {
    throw Object.assign(new Error('/api/session returned ' + response.status), { status: response.status });
  }
  return response.json();
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
    if (response.ok) {
      location.assign((await response.json()).location);
    } else if (response.status === 401) {
      location.assign('/login?out');
    } else {
      stay(await refusalText(response));
    }
  } catch (failure) {
    if (failure.status === 401) {
      location.assign('/login?out');
    } else {
      stay(failureText(failure));
    }
  }
}

/** Says that the person is still logged in. */
function stay(text) {
  leaving = false;
  tell(t('You are still logged in.') + ' ' + text, 'error');
  refresh();
}

/** Shows who is logged in, and the button to log out. Without a login there is neither. */
async function showSession() {
  const { user, token } = await readSession();
  document.getElementById('user').textContent = user || '';
  const button = document.getElementById('log-out');
  button.hidden = !token;
  button.addEventListener('click', logOut);
}

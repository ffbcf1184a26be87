'use strict';

/* The login page: a form, or links to the providers. Afterwards the person returns to the address of the parameter "to". */

const parameters = new URLSearchParams(location.search);
const ERRORS = {
  wrong: () => t('User or password is wrong.'),
  wait: () => t('Too many wrong passwords. Try again in {0} seconds.', parameters.get('seconds')),
  group: () => t('The provider knows you, but you are not in the group that may use this ledger.'),
  provider: () => t('The login at the provider failed. Try again; the log of this client has the cause.')
};

/** The address to return to. The browser keeps the fragment when the page leads here. */
function returnAddress() {
  const address = parameters.get('to') || '/';
  return address.includes('#') ? address : address + location.hash;
}

function showResult() {
  const error = ERRORS[parameters.get('error')];
  if (error) {
    document.getElementById('error').textContent = error();
  } else if (parameters.has('out')) {
    document.getElementById('left').textContent = t('You are logged out.');
  }
}

function showForm() {
  const form = document.getElementById('login');
  document.getElementById('to').value = returnAddress();
  form.hidden = false;
  document.getElementById('username').focus();
}

function providerLink({ name, address }) {
  const link = document.createElement('a');
  link.className = 'strong';
  link.href = address + '?to=' + encodeURIComponent(returnAddress());
  link.textContent = t('Log in with {0}', name);
  const paragraph = document.createElement('p');
  paragraph.append(link);
  return paragraph;
}

textsLoaded.then(async () => {
  document.title = t('Log in');
  showResult();
  try {
    const methods = await (await fetch('/login/methods')).json();
    if (methods.form) {
      showForm();
    }
    document.getElementById('providers').replaceChildren(...methods.providers.map(providerLink));
    document.querySelector('#providers a')?.focus();
  } catch (unreachable) {
    document.getElementById('error').textContent = t('The client is unreachable. Load this page again.');
  }
});

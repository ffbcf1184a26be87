'use strict';

/* The address of each view: #/ (the trades), #/trades/<tradingId>, #/order (a new order), #/upload (a file of orders). */

const VIEWS = { order: () => openOrderForm(), upload: () => openUpload() };

/** Shows the view of the page's address. */
async function route() {
  const [, name, ...rest] = location.hash.split(/[/?]/);
  const view = Object.hasOwn(VIEWS, name) ? name : 'trades';
  document.body.dataset.view = view;
  announce(nextAnnouncement);
  if (nextAnnouncement) {
    byId('announcement').focus();
  }
  nextAnnouncement = '';
  for (const link of document.querySelectorAll('nav a')) {
    link.toggleAttribute('data-current', link.hash === (view === 'trades' ? '#/' : '#/' + view));
    link.ariaCurrent = link.hasAttribute('data-current') ? 'page' : null;
  }
  showTitle(document.querySelector('nav a[data-current]'));
  const dialog = byId('detail');
  if (name === 'trades' && rest[0]) {
    await openTrade(decodeURIComponent(rest[0])).catch(failure => noTrade(rest[0], failure));
  } else {
    if (dialog.open) {
      dialog.close();
    }
    await VIEWS[view]?.();
  }
}

/** Says that the address names no trade of the ledger. An outage is shown by itself. */
function noTrade(tradingId, failure) {
  if (failure.status) {
    history.replaceState(null, '', '#/');
    announce(t('The ledger does not contain trade {0}.', tradingId), 'error');
  } else {
    refresh();
  }
}

let nextAnnouncement = '';

/** @param announcement text above the view of the address */
function goTo(address, announcement = '') {
  nextAnnouncement = announcement;
  if (location.hash === address) {
    route();
  } else {
    location.hash = address;
  }
}

function startViews() {
  window.addEventListener('hashchange', route);
  byId('detail').addEventListener('close', () => {
    if (location.hash.startsWith('#/trades/')) {
      history.pushState(null, '', '#/');
    }
    showTitle(document.querySelector('nav a[data-current]'));
    // The lists that changed behind the trade.
    refresh([]);
  });
  route();
}

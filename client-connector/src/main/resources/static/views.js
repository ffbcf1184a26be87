'use strict';

/* The address of each view: #/ (the trades), #/trades/<tradingId>, #/order (a new order), #/upload (a file of orders). */

const VIEWS = { order: () => openOrderForm(), upload: () => openUpload() };

/** Counts the views that were opened: what arrives after the next one belongs to none any more. */
let visits = 0;

/** The trade that the address names, or null. */
let tradeInView = null;

function visit(tradingId) {
  visits++;
  tradeInView = tradingId;
}

/** The trade of an address; that of an address which is cut within an encoded character as it is: no trade has such an identifier. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

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
  visit(name === 'trades' && rest[0] ? decoded(rest[0]) : null);
  if (tradeInView) {
    const mine = visits;
    await openTrade(tradeInView).catch(failure => {
      if (mine === visits && !noTrade(failure)) {
        // Shows the outage, and opens the trade as soon as it ends.
        unopened = mine;
        refresh([]);
      }
    });
  } else {
    if (dialog.open) {
      dialog.close();
    }
    await VIEWS[view]?.();
  }
}

/** Says that the ledger does not contain the trade in view, or not any more. Returns false for other failures, which tell nothing about it. */
function noTrade(failure) {
  // The client refuses an identifier that no trade can have.
  if (failure.status !== 404 && failure.status !== 400) {
    return false;
  }
  const removed = byId('detail').open;
  const text = t(removed ? 'The ledger does not contain trade {0} any more: it was removed.' : 'The ledger does not contain trade {0}.', tradeInView);
  history.replaceState(null, '', '#/');
  visit(null);
  if (removed) {
    byId('detail').close();
  }
  announce(text, 'error');
  return true;
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
      visit(null);
      history.pushState(null, '', '#/');
    }
    showTitle(document.querySelector('nav a[data-current]'));
    // The lists that changed behind the trade.
    refresh([]);
  });
  route();
}

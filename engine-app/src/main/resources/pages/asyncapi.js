'use strict';

/** Creates an element with children: texts or elements. */
function element(name, ...children) {
  const created = document.createElement(name);
  created.append(...children.filter(child => child !== undefined && child !== null));
  return created;
}

/** Returns what a reference within the document names, with the reference's last part as its name. */
function resolved(api, value) {
  if (!value?.$ref?.startsWith('#/')) {
    return value;
  }
  const path = value.$ref.slice(2).split('/');
  return { name: path.at(-1), ...path.reduce((part, key) => part[key], api) };
}

async function file(reference) {
  const response = await fetch('contract/' + reference);
  return response.ok ? JSON.stringify(await response.json(), null, 2) : reference;
}

function details(title, text) {
  return element('details', element('summary', title), element('pre', text));
}

/** The files that a message refers to: its schema and its examples. */
function references(value, found = new Set()) {
  if (value && typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) {
      if (key === '$ref' && /^(schemas|examples)\//.test(part)) {
        found.add(part.split('#')[0]);
      } else {
        references(part, found);
      }
    }
  }
  return [...found];
}

async function message(api, reference) {
  const described = resolved(api, reference);
  const section = element('section',
    element('h3', described.title ?? described.name),
    described.summary && element('p', described.summary),
    described.description && element('p', described.description));
  for (const name of references(described)) {
    section.append(details(name, await file(name)));
  }
  if (described.examples) {
    section.append(details('Examples', JSON.stringify(described.examples, null, 2)));
  }
  return section;
}

async function show() {
  const api = await (await fetch('asyncapi.json')).json();
  const page = element('div', element('h1', api.info.title), element('p', api.info.description));
  for (const channel of Object.values(api.channels)) {
    const actions = Object.values(api.operations ?? {})
      .filter(operation => resolved(api, operation.channel)?.address === channel.address)
      .map(operation => `The server ${operation.action === 'send' ? 'sends' : 'receives'}.`);
    page.append(
      element('h2', channel.title ?? channel.address),
      element('p', element('code', channel.address), ' ', [...new Set(actions)].join(' ')),
      element('p', channel.description ?? ''));
    for (const reference of Object.values(channel.messages ?? {})) {
      page.append(await message(api, reference));
    }
  }
  document.getElementById('document').replaceChildren(page);
}

show();

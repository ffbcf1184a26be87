// A client in Node.js: reads the event feed, or the conformance kit, and verifies every message with the contract's files.
//   node consumer.mjs CONTRACT --kit | --feed URL CLIENT SECRET ORDERS.json LEDGER.jsonl THUMBPRINT[,THUMBPRINT] [SECONDS]
import { fsyncSync, ftruncateSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, CONTRACT, evaluate, Keys, ownServer, read, RULES, sha256, TRANSITIONS, truth } from './contract.mjs';
const [mode, ...rest] = process.argv.slice(3), LIFECYCLES = ['order', 'delivery', 'payment'];
const GOOD = ['COINCIDENT', 'DUPLICATE', 'REFUSED', 'STATED', 'ANNOUNCED'], UNVERIFIED = ['UNSIGNED', 'BAD_SIGNATURE', 'UNKNOWN_KEY'];
const closes = (trade) => LIFECYCLES.every((life) => TRANSITIONS.closed[life].includes(trade[life])
  || life !== 'order' && TRANSITIONS.closed.also.some((also) => also.order.includes(trade.order) && also[life]?.includes(trade[life])));
class Client {
  orders = {}; requests = {}; trades = {}; bodies = {};
  constructor(id, pinned = []) { this.id = id; this.keys = new Keys(pinned); }
  sent(order) { this.orders[order.orderReference] ??= { digest: sha256(canonical(order)), amendments: [], tradingId: null }; }
  amended(order) { this.orders[order.orderReference].amendments.push(sha256(canonical(order))); } requested({ tradingId, kind, id }) { ((this.requests[tradingId] ??= {})[kind] ??= []).push(id); }
  receive(body, signature) {
    const [by, local] = this.keys.check(body, signature), event = Object.values(local).every((holds) => holds) ? read(body) : null, data = event?.data ?? {}, kind = event?.type.split('.')[1] ?? 'none';
    const inTrade = kind === 'information' || kind === 'processing', key = `${event?.subject}/${Number(event?.sequence)}`;
    const trade = inTrade ? this.trades[event.subject] ?? null : null, lines = inTrade ? data.lines : [];
    const byNumber = (list) => new Map([...list].reverse().map((line) => [line.number, line]));
    const now = byNumber(lines), stored = byNumber(trade?.lines ?? []), held = trade ? this.bodies[key] : undefined;
    const { orderReference, currency, shipTo, payment, requestedDelivery } = data;
    const contents = kind === 'information' ? { orderReference, currency, lines: lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unitPrice })), shipTo,
      payment, ...(requestedDelivery && { requestedDelivery }) } : {};
    const input = {
      message: event ?? {}, type: kind, sequence: event?.sequence ? Number(event.sequence) : null, client: { id: this.id },
      contract: TRANSITIONS, trade, order: this.orders[orderReference] ?? null, requests: this.requests[data.tradingId] ?? null, digest: sha256(canonical(contents)),
      held: held === undefined ? null : held === body ? 'SAME' : 'OTHER', lineNumbersUnique: now.size === lines.length,
      lines: [...new Set([...now.keys(), ...stored.keys()])].map((n) => ({ number: n, now: now.get(n) ?? null, stored: stored.get(n) ?? null })),
      // A real client compares with its own settings: which pages it trusts, and its clock.
      local: { ...local, ownServer: ownServer(body), schemaValid: event !== null, actionTrusted: true, timesInBounds: true },
    };
    const rule = RULES.find((candidate) => truth(evaluate(candidate.violated ?? candidate.applies, input)));
    if (rule) return rule.warning === 'INVARIANT_BROKEN' ? `${rule.warning} ${rule.id}` : rule.warning ?? 'DUPLICATE';
    if (kind === 'key') this.keys.apply(data, by);
    if (!inTrade) return { refusal: 'REFUSED', key: 'ANNOUNCED' }[kind] ?? 'STATED';
    this.store(kind, event, data, trade, key, body); return 'COINCIDENT';
  }
  store(kind, event, data, known, key, body) {
    const trade = this.trades[event.subject] = known ?? { ...data.statuses, source: event.source, heldFrom: null, closed: false,
      orderReference: data.orderReference, amounts: { authorized: '0', captured: '0', refunded: '0' } };
    if (kind === 'information') {
      Object.assign(trade, { paymentMethod: data.payment.method, revision: data.revision, lines: data.lines.map((line) => (
        { number: line.number, unitPrice: line.unitPrice, ordered: line.quantity, cancelled: 0, shipped: 0, delivered: 0, returned: 0 })) });
      Object.assign(trade.amounts, { currency: data.currency, ordered: data.total });
      this.orders[data.orderReference].tradingId = event.subject;
    } else {
      const heldFrom = data.order !== 'ON_HOLD' ? null : trade.order === 'ON_HOLD' ? trade.heldFrom : trade.order;
      Object.assign(trade, { heldFrom, amounts: data.amounts, order: data.order, delivery: data.delivery, payment: data.payment });
      const now = (line) => data.lines.find((candidate) => candidate.number === line.number), counted = ['cancelled', 'shipped', 'delivered', 'returned'];
      for (const line of trade.lines) for (const name of counted) line[name] = now(line)[name];
    }
    Object.assign(trade, { sequence: Number(event.sequence), lastDigest: sha256(body), closed: trade.closed || closes(trade) });
    this.bodies[key] = body;
  }
}
function kit() {
  let different = 0, client;
  const show = (file, step, verdict) => console.log(`${file}: ${verdict} instead of ${step.verdict}: ${step.received.slice(0, 200)}`, different++);
  for (const file of readdirSync(join(CONTRACT, 'conformance')).filter((name) => name.endsWith('.jsonl')).sort()) {
    client = new Client('acme');
    for (const line of readFileSync(join(CONTRACT, 'conformance', file), 'utf8').trim().split('\n')) {
      const step = JSON.parse(line);
      if (step.pinned) client.keys = new Keys(step.pinned); else if (step.sent) client.sent(step.sent);
      else if (step.amended) client.amended(step.amended); else if (step.requested) client.requested(step.requested);
      else if ((step.reached = client.receive(step.received, step.signature)) !== step.verdict) show(file, step, step.reached);
    }
  }
  console.log(`${different} verdicts differ`); return different;
}
// Returns the milliseconds of Retry-After, which is a number of seconds or a date; at least a second, and five without it.
const pause = (value) => Math.max(1000, /^[0-9]+$/.test(value) ? value * 1000 : (Date.parse(value) || Date.now() + 5000) - Date.now());
async function feed(url, id, secret, orders, ledger, pinned, seconds = '30') {
  const client = new Client(id, pinned.split(',')), headers = { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
  let warnings = 0, after = '', events = [], next;
  JSON.parse(readFileSync(orders, 'utf8')).forEach((order) => client.sent(order));
  const file = openSync(ledger, 'a+'), stored = readFileSync(file), whole = stored.lastIndexOf('\n') + 1;
  if (whole < stored.length) ftruncateSync(file, whole); // a line whose write was interrupted; its cursor was never used
  for (const line of stored.toString('utf8', 0, whole).split('\n').slice(0, -1)) {
    const { cursor, body, signature } = JSON.parse(line);
    if (!UNVERIFIED.includes(client.receive(body, signature))) after = `&after=${cursor}`; // the others are read again
  }
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end || events.length) {
    const answer = await fetch(`${url}/api/events?wait=5s${after}`, { headers });
    if (answer.status === 410 && after) { after = ''; continue; } // the feed no longer keeps what follows the cursor
    const wait = [429, 503].includes(answer.status) ? pause(answer.headers.get('retry-after')) : Infinity;
    if (Date.now() + wait < end) { await new Promise((resolve) => setTimeout(resolve, wait)); continue; } // the server is busy
    if (!answer.ok) { console.log(answer.status, await answer.text()); return 1; }
    ({ events, next } = await answer.json());
    for (const { cursor, body, signature } of events) { // stored before its cursor is used, which acknowledges it
      const verdict = client.receive(body, signature);
      writeSync(file, `${JSON.stringify({ cursor, verdict, body, signature })}\n`);
      warnings += GOOD.includes(verdict) ? 0 : 1;
    }
    if (events.length) fsyncSync(file);
    after = `&after=${next}`;
  }
  Object.entries(client.trades).forEach(([trade, state]) => console.log(trade, ...LIFECYCLES.map((life) => state[life])));
  return warnings;
}
process.exitCode = (mode === '--kit' ? kit() : await feed(...rest)) ? 1 : 0;

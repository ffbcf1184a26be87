// A client in Node.js: reads the event feed, or the conformance kit, and verifies every message with the contract's files.
//   node consumer.mjs CONTRACT --kit | --feed URL CLIENT SECRET ORDERS.json LEDGER.jsonl [SECONDS]
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
const [CONTRACT, mode, ...rest] = process.argv.slice(2);
const files = {};
const load = (name) => (files[name] ??= JSON.parse(readFileSync(join(CONTRACT, name), 'utf8')));
const RULES = load('rules.json').rules;
const TRANSITIONS = load('transitions.json');
const LIFECYCLES = ['order', 'delivery', 'payment'];
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

// RFC 8785
const canonical = (value) => Array.isArray(value) ? `[${value.map(canonical)}]`
  : isObject(value) ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`
  : JSON.stringify(value);
const canonicalDigest = (value) => sha256(canonical(value));
const KINDS = { object: isObject, array: Array.isArray, integer: Number.isInteger, null: (value) => value === null,
  string: (value) => typeof value === 'string', boolean: (value) => typeof value === 'boolean' };

// Validates the keywords of JSON Schema that the contract uses.
function valid(schema, value, name) {
  if (schema === true) return true;
  if (schema.$ref) {
    const [file, pointer = ''] = schema.$ref.split('#');
    const target = pointer.split('/').slice(1).reduce((at, step) => at[step], load(`schemas/${file || name}`));
    if (!valid(target, value, file || name)) return false;
  }
  if (schema.type && ![schema.type].flat().some((kind) => KINDS[kind](value))) return false;
  if ('const' in schema && value !== schema.const || schema.enum && !schema.enum.includes(value)) return false;
  const length = typeof value === 'string' ? [...value].length : Array.isArray(value) ? value.length : 0;
  if (typeof value === 'string') {
    if (length < (schema.minLength ?? 0) || length > (schema.maxLength ?? Infinity)) return false;
    if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) return false;
  }
  if (typeof value === 'number' && !(value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value))) return false;
  if (Array.isArray(value)) {
    if (length < (schema.minItems ?? 0) || length > (schema.maxItems ?? Infinity)) return false;
    if (schema.uniqueItems && new Set(value.map(canonical)).size < length) return false;
    return value.every((item) => valid(schema.items ?? true, item, name));
  }
  if (isObject(value)) {
    const known = schema.properties ?? {}, extra = schema.additionalProperties ?? true;
    if ((schema.required ?? []).some((key) => !(key in value))) return false;
    for (const [key, item] of Object.entries(value)) {
      if (!(key in known ? valid(known[key], item, name) : extra !== false && valid(extra, item, name))) return false;
    }
  }
  if (schema.if && valid(schema.if, value, name)) return valid(schema.then ?? true, value, name);
  return (schema.allOf ?? []).every((part) => valid(part, value, name));
}

// Of a body that is otherwise invalid, too.
const ownServer = (body) => {
  try { return typeof JSON.parse(body).source !== 'string' || JSON.parse(body).source.startsWith('/coincide/'); } catch { return true; }
};
// Returns the event, or null if the body is not a message. JSON.parse accepts a name twice, which a strict reader refuses.
function read(body) {
  try {
    const event = JSON.parse(body), kind = event.type.split('.')[1], { data } = event;
    if (!valid(load('schemas/envelope.json'), event, 'envelope.json')) return null;
    if (!valid(load(`schemas/${kind}.json`), data, `${kind}.json`)) return null;
    if (kind !== 'information' && kind !== 'processing') return event;
    const sequence = Number(event.sequence), first = kind === 'information' && data.revision === 1;
    const ok = event.subject === data.tradingId && sequence > 0 && first === (sequence === 1)
      && new RegExp(`^/[^/]*/trades/${event.subject}$`).test(event.source);
    return ok ? event : null;
  } catch {
    return null;
  }
}
// Exact decimals: an integer of 10^-8. A product has twice the places, so one factor is divided.
const SCALE = 8n, ONE = 10n ** SCALE;
function number(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return value;
  const [whole, fraction = ''] = String(value).split('.');
  return BigInt(whole + fraction.padEnd(Number(SCALE), '0'));
}
const both = (operation) => (a, b) => {
  const [x, y] = [number(a), number(b)];
  return x === null || y === null ? null : operation(x, y);
};
const equal = (a, b) => typeof a === 'bigint' || typeof b === 'bigint' ? number(a) === number(b) : canonical(a ?? null) === canonical(b ?? null);
const OPERATORS = {
  '!': (a) => a === null || a === false, '==': equal, '!=': (a, b) => !equal(a, b),
  '<': both((a, b) => a < b), '<=': both((a, b) => a <= b), '>': both((a, b) => a > b), '>=': both((a, b) => a >= b),
  in: (a, b) => (b ?? []).includes(a), cat: (...parts) => parts.join(''), decimal: number,
  '+': both((a, b) => a + b), '-': both((a, b) => a - b), '*': both((a, b) => a * b / ONE),
};
const truth = (value) => value !== null && value !== false && value !== undefined;// Evaluates JsonLogic.
function evaluate(logic, data) {
  if (!isObject(logic)) return logic;
  const [operator, args] = Object.entries(logic)[0];
  switch (operator) {
    case 'var': return String(evaluate(args, data)).split('.').reduce((at, step) => at?.[step] ?? null, data);
    case 'and': return args.every((part) => truth(evaluate(part, data)));
    case 'or': return args.some((part) => truth(evaluate(part, data)));
    case 'if': return evaluate(args[truth(evaluate(args[0], data)) ? 1 : 2], data);
    case 'some': return (evaluate(args[0], data) ?? []).some((element) => truth(evaluate(args[1], element)));
    case 'reduce': return (evaluate(args[0], data) ?? []).reduce(
      (accumulator, current) => evaluate(args[1], { current, accumulator }), number(args[2]));
    default: return OPERATORS[operator](...[args].flat().map((part) => evaluate(part, data)));
  }
}

const closes = (trade) => LIFECYCLES.every((life) => TRANSITIONS.closed[life].includes(trade[life])
  || life !== 'order' && TRANSITIONS.closed.also.some((also) => also.order.includes(trade.order) && also[life]?.includes(trade[life])));
class Client {
  orders = {}; trades = {}; bodies = {};
  constructor(id) { this.id = id; }
  sent(order) { this.orders[order.orderReference] ??= { digest: canonicalDigest(order), amendments: [], tradingId: null }; }
  amended(order) { this.orders[order.orderReference].amendments.push(canonicalDigest(order)); }

  receive(body) {
    const event = read(body), data = event?.data ?? {}, kind = event?.type.split('.')[1] ?? 'none';
    const inTrade = kind === 'information' || kind === 'processing', key = `${event?.subject}/${Number(event?.sequence)}`;
    const trade = inTrade ? this.trades[event.subject] ?? null : null, lines = inTrade ? data.lines : [];
    const byNumber = (list) => new Map([...list].reverse().map((line) => [line.number, line]));
    const now = byNumber(lines), stored = byNumber(trade?.lines ?? []), held = trade ? this.bodies[key] : undefined;
    const { orderReference, currency, shipTo, payment, requestedDelivery } = data;
    const contents = kind === 'information' ? { orderReference, currency, lines: lines.map(({ number: _, ...line }) => line), shipTo,
      payment, ...(requestedDelivery && { requestedDelivery }) } : {};
    const input = {
      message: event ?? {}, type: kind, sequence: event?.sequence ? Number(event.sequence) : null, client: { id: this.id },
      contract: TRANSITIONS, trade, order: this.orders[orderReference] ?? null, digest: canonicalDigest(contents),
      held: held === undefined ? null : held === body ? 'SAME' : 'OTHER', lineNumbersUnique: now.size === lines.length,
      lines: [...new Set([...now.keys(), ...stored.keys()])].map((n) => ({ number: n, now: now.get(n) ?? null, stored: stored.get(n) ?? null })),
      // A real client compares with its own settings: which pages it trusts, and its clock.
      local: { ownServer: ownServer(body), schemaValid: event !== null, actionTrusted: true, timesInBounds: true },
    };
    const rule = RULES.find((candidate) => truth(evaluate(candidate.violated ?? candidate.applies, input)));
    if (rule) return rule.warning === 'INVARIANT_BROKEN' ? `${rule.warning} ${rule.id}` : rule.warning ?? 'DUPLICATE';
    if (!inTrade) return kind === 'refusal' ? 'REFUSED' : 'STATED';
    this.store(kind, event, data, trade, key, body);
    return 'COINCIDENT';
  }
  store(kind, event, data, known, key, body) {
    const trade = this.trades[event.subject] = known ?? { ...data.statuses, source: event.source, heldFrom: null, closed: false,
      orderReference: data.orderReference, amounts: { authorized: '0', captured: '0', refunded: '0' } };
    if (kind === 'information') {
      const lines = data.lines.map(({ number, unitPrice, quantity }) => ({ number, unitPrice, ordered: quantity, cancelled: 0, shipped: 0, delivered: 0, returned: 0 }));
      Object.assign(trade, { paymentMethod: data.payment.method, revision: data.revision, lines });
      Object.assign(trade.amounts, { currency: data.currency, ordered: data.total });
      this.orders[data.orderReference].tradingId = event.subject;
    } else {
      const heldFrom = data.order !== 'ON_HOLD' ? null : trade.order === 'ON_HOLD' ? trade.heldFrom : trade.order;
      const { order, delivery, payment, amounts } = data;
      Object.assign(trade, { heldFrom, order, delivery, payment, amounts });
      for (const line of trade.lines) {
        const { cancelled, shipped, delivered, returned } = data.lines.find((candidate) => candidate.number === line.number);
        Object.assign(line, { cancelled, shipped, delivered, returned });
      }
    }
    Object.assign(trade, { sequence: Number(event.sequence), lastDigest: sha256(body), closed: trade.closed || closes(trade) });
    this.bodies[key] = body;
  }
}

function kit() {
  let different = 0;
  for (const file of readdirSync(join(CONTRACT, 'conformance')).filter((name) => name.endsWith('.jsonl')).sort()) {
    const client = new Client('acme');
    for (const step of readFileSync(join(CONTRACT, 'conformance', file), 'utf8').trim().split('\n').map((line) => JSON.parse(line))) {
      if (step.sent) client.sent(step.sent);
      else if (step.amended) client.amended(step.amended);
      else {
        const verdict = client.receive(step.received);
        if (verdict !== step.verdict) console.log(`${file}: ${verdict} instead of ${step.verdict}: ${step.received.slice(0, 200)}`, different++);
      }
    }
  }
  console.log(`${different} verdicts differ`);
  return different;
}
async function feed(url, id, secret, orders, ledger, seconds = '30') {
  const client = new Client(id), end = Date.now() + seconds * 1000, headers = { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
  let warnings = 0, after = '';
  JSON.parse(readFileSync(orders, 'utf8')).forEach((order) => client.sent(order));
  for (const line of existsSync(ledger) ? readFileSync(ledger, 'utf8').trim().split('\n') : []) {
    client.receive(JSON.parse(line).body);
    after = `&after=${JSON.parse(line).cursor}`;
  }
  let events = [], next;
  while (Date.now() < end || events.length) {
    ({ events, next } = await (await fetch(`${url}/api/events?wait=5s${after}`, { headers })).json());
    for (const { cursor, body } of events) { // stored before its cursor is used, which acknowledges it
      const verdict = client.receive(body);
      appendFileSync(ledger, `${JSON.stringify({ cursor, verdict, body })}\n`);
      warnings += ['COINCIDENT', 'DUPLICATE', 'REFUSED', 'STATED'].includes(verdict) ? 0 : 1;
    }
    after = `&after=${next}`;
  }
  for (const [id, trade] of Object.entries(client.trades)) console.log(id, ...LIFECYCLES.map((life) => trade[life]));
  return warnings;
}
process.exitCode = (mode === '--kit' ? kit() : await feed(...rest)) ? 1 : 0;

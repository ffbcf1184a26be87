// A client in Node.js: reads the event feed, or the conformance kit, and verifies every message with the contract's files.
//   node consumer.mjs CONTRACT --kit | --feed URL CLIENT SECRET ORDERS.json LEDGER.jsonl THUMBPRINT [SECONDS]
import { createHash, createPublicKey, verify } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
const [CONTRACT, mode, ...rest] = process.argv.slice(2);
const files = {}, load = (name) => (files[name] ??= JSON.parse(readFileSync(join(CONTRACT, name), 'utf8')));
const RULES = load('rules.json').rules, TRANSITIONS = load('transitions.json'), LIFECYCLES = ['order', 'delivery', 'payment'];
const sha256 = (text, format = 'hex') => createHash('sha256').update(text, 'utf8').digest(format);
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const canonical = /* RFC 8785 */ (value) => Array.isArray(value) ? `[${value.map(canonical)}]`
  : isObject(value) ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`
  : JSON.stringify(value);
const KINDS = { object: isObject, array: Array.isArray, integer: Number.isInteger, null: (value) => value === null,
  string: (value) => typeof value === 'string', boolean: (value) => typeof value === 'boolean' };
// Validates the keywords of JSON Schema that the contract uses.
function valid(schema, value, name) {
  if (schema === true) return true;
  const [file, pointer = ''] = (schema.$ref ?? '').split('#');
  const target = () => pointer.split('/').slice(1).reduce((at, step) => at[step], load(`schemas/${file || name}`));
  if (schema.$ref && !valid(target(), value, file || name)) return false;
  if (schema.type && ![schema.type].flat().some((kind) => KINDS[kind](value)) || 'const' in schema && value !== schema.const
    || schema.enum && !schema.enum.includes(value)) return false;
  if (typeof value === 'string' && schema.format?.startsWith('date') && new Date(`${value.slice(0, 10)}T00:00Z`).toJSON()?.slice(0, 10) !== value.slice(0, 10)) return false;
  const length = typeof value === 'string' ? [...value].length : Array.isArray(value) ? value.length : 0;
  if (typeof value === 'string' && (length < (schema.minLength ?? 0) || length > (schema.maxLength ?? Infinity)
    || schema.pattern && !new RegExp(schema.pattern, 'u').test(value))) return false;
  if (typeof value === 'number' && !(value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value))) return false;
  if (Array.isArray(value)) {
    const repeated = schema.uniqueItems && new Set(value.map(canonical)).size < length;
    if (repeated || length < (schema.minItems ?? 0) || length > (schema.maxItems ?? Infinity)) return false;
    return value.every((item) => valid(schema.items ?? true, item, name));
  }
  if (isObject(value)) {
    const known = schema.properties ?? {}, extra = schema.additionalProperties ?? true;
    if ((schema.required ?? []).some((key) => !(key in value)) || !Object.entries(value).every(([key, item]) =>
      key in known ? valid(known[key], item, name) : extra !== false && valid(extra, item, name))) return false;
  }
  return schema.if && valid(schema.if, value, name) ? valid(schema.then ?? true, value, name)
    : (schema.allOf ?? []).every((part) => valid(part, value, name));
}
// The thumbprints that the client pins, and the keys that trusted ones announced. Without a pin, nothing is verified.
const thumbprint = (x) => sha256(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`, 'base64url'); // RFC 7638
class Keys {
  announcedBy = new Map(); revoked = new Set();
  constructor(pinned) { pinned.forEach((kid) => this.announcedBy.set(kid, null)); }
  trusts(kid, seen = []) {
    return this.announcedBy.has(kid) && !this.revoked.has(kid) && !seen.includes(kid)
      && (this.announcedBy.get(kid) === null || this.trusts(this.announcedBy.get(kid), [...seen, kid]));
  }
  // Verifies a detached JWS (RFC 7797) over the exact bytes of the body. Returns the key and the inputs of the rules.
  check(body, signature) {
    let kid = null, signatureValid = false;
    if (this.announcedBy.size === 0) return [kid, { signed: true, signatureValid: true, keyTrusted: true }];
    try {
      const [head, empty, value, more] = signature.split('.'), { alg, b64, crit, jwk, ...header } = JSON.parse(Buffer.from(head, 'base64url'));
      const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: jwk.x }, format: 'jwk' });
      kid = thumbprint(jwk.x);
      signatureValid = empty === '' && more === undefined && alg === 'EdDSA' && b64 === false && `${crit}` === 'b64' && header.kid === kid
        && verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(value, 'base64url'));
    } catch { /* whatever is wrong with it, it is no signature */ }
    return [kid, { signed: typeof signature === 'string', signatureValid, keyTrusted: this.trusts(kid) }];
  }
  apply({ announced, revoked = [] }, by) {
    if (announced && !this.announcedBy.has(announced.kid)) this.announcedBy.set(thumbprint(announced.x), by);
    if (revoked.some((kid) => kid !== by)) this.announcedBy.set(by, null); // the successor that revokes a key stays trusted
    revoked.forEach((kid) => this.revoked.add(kid));
  }
}
const ownServer = (body) => { // also of a body that is otherwise invalid
  try { return typeof JSON.parse(body).source !== 'string' || JSON.parse(body).source.startsWith('/coincide/'); } catch { return true; }
};
const names = (value) => Object.values(Object(value)).reduce((sum, item) => sum + (typeof item === 'object' ? names(item) : 0), isObject(value) ? Object.keys(value).length : 0);
// JSON.parse accepts a name twice, NUL and unpaired surrogates, which a strict reader refuses.
const strict = (body, event) => (body.match(/"(?:[^"\\]|\\.)*"(?=\s*:)/g) ?? []).length === names(event) && !/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/.test(JSON.stringify(event));
// Returns the event, or null if the body is not a message.
function read(body) {
  try {
    const event = JSON.parse(body), kind = event.type.match(/^trading\.(information|processing|refusal|statement|key)\.v1$/)[1], { data } = event;
    if (!strict(body, event) || !(event.dataschema ?? `urn:coincide:${kind}:1.0`).match(`^urn:coincide:${kind}:1\\.[0-9]{1,9}$`) || !valid(load('schemas/envelope.json'), event, 'envelope.json') || !valid(load(`schemas/${kind}.json`), data, `${kind}.json`)) return null;
    if (kind === 'statement' && (event.subject !== data.clientId || (data.number === 1) !== (data.previousDigest === null))) return null;
    if (!['information', 'processing'].includes(kind)) return event;
    const sequence = Number(event.sequence), first = kind === 'information' && data.revision === 1;
    return event.subject === data.tradingId && sequence > 0 && first === (sequence === 1)
      && new RegExp(`^/[^/]*/trades/${event.subject}$`).test(event.source) ? event : null;
  } catch { return null; }
}
// Exact decimals: an integer of 10^-8. A product has twice the places, so one factor is divided.
const SCALE = 8n, ONE = 10n ** SCALE;
function number(value) {
  if ((value ?? null) === null || typeof value === 'bigint') return value ?? null;
  const [whole, fraction = ''] = String(value).split('.');
  return BigInt(whole + fraction.padEnd(Number(SCALE), '0'));
}
const both = (operation) => (a, b) => number(a) === null || number(b) === null ? null : operation(number(a), number(b));
const equal = (a, b) => typeof a === 'bigint' || typeof b === 'bigint' ? number(a) === number(b) : canonical(a ?? null) === canonical(b ?? null);
const OPERATORS = {
  '!': (a) => a === null || a === false, '==': equal, '!=': (a, b) => !equal(a, b),
  '<': both((a, b) => a < b), '<=': both((a, b) => a <= b), '>': both((a, b) => a > b), '>=': both((a, b) => a >= b),
  in: (a, b) => (b ?? []).includes(a), cat: (...parts) => parts.join(''), decimal: number,
  '+': both((a, b) => a + b), '-': both((a, b) => a - b), '*': both((a, b) => a * b / ONE),
};
const truth = (value) => value !== null && value !== false && value !== undefined;
// Evaluates JsonLogic.
function evaluate(logic, data) {
  if (!isObject(logic)) return logic;
  const [operator, args] = Object.entries(logic)[0];
  switch (operator) {
    case 'var': return String(evaluate(args, data)).split('.').reduce((at, step) => at?.[step] ?? null, data);
    case 'and': case 'or': return args[operator === 'and' ? 'every' : 'some']((part) => truth(evaluate(part, data)));
    case 'if': return evaluate(args[truth(evaluate(args[0], data)) ? 1 : 2], data);
    case 'some': return (evaluate(args[0], data) ?? []).some((element) => truth(evaluate(args[1], element)));
    case 'reduce': return (evaluate(args[0], data) ?? []).reduce((accumulator, current) => evaluate(args[1], { current, accumulator }), number(args[2]));
    default: return OPERATORS[operator](...[args].flat().map((part) => evaluate(part, data)));
  }
}
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
    const contents = kind === 'information' ? { orderReference, currency, lines: lines.map(({ number: _, ...line }) => line), shipTo,
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
async function feed(url, id, secret, orders, ledger, pinned, seconds = '30') {
  const client = new Client(id, [pinned]), end = Date.now() + seconds * 1000, headers = { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
  let warnings = 0, after = '', events = [], next;
  JSON.parse(readFileSync(orders, 'utf8')).forEach((order) => client.sent(order));
  for (const line of existsSync(ledger) ? readFileSync(ledger, 'utf8').trim().split('\n') : []) {
    const { cursor, body, signature } = JSON.parse(line); client.receive(body, signature);
    after = `&after=${cursor}`;
  }
  while (Date.now() < end || events.length) {
    ({ events, next } = await (await fetch(`${url}/api/events?wait=5s${after}`, { headers })).json());
    for (const { cursor, body, signature } of events) { // stored before its cursor is used, which acknowledges it
      const verdict = client.receive(body, signature);
      appendFileSync(ledger, `${JSON.stringify({ cursor, verdict, body, signature })}\n`);
      warnings += ['COINCIDENT', 'DUPLICATE', 'REFUSED', 'STATED', 'ANNOUNCED'].includes(verdict) ? 0 : 1;
    }
    after = `&after=${next}`;
  }
  Object.entries(client.trades).forEach(([trade, state]) => console.log(trade, ...LIFECYCLES.map((life) => state[life])));
  return warnings;
}
process.exitCode = (mode === '--kit' ? kit() : await feed(...rest)) ? 1 : 0;

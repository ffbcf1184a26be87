// The files of the contract, JSON Schema, JsonLogic and signatures: what a client in Node.js needs beside Node.js.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
export const CONTRACT = process.argv[2];
const files = {}, load = (name) => (files[name] ??= JSON.parse(readFileSync(join(CONTRACT, name), 'utf8')));
export const RULES = load('rules.json').rules, TRANSITIONS = load('transitions.json');
export const sha256 = (text, format = 'hex') => createHash('sha256').update(text, 'utf8').digest(format);
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
export const canonical = /* RFC 8785 */ (value) => Array.isArray(value) ? `[${value.map(canonical)}]`
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
  if (typeof value === 'string' && schema.format === 'date-time' && !/T([01]\d|2[0-3]):[0-5]\d:[0-5]\d[^+-]*(|[+-]([01]\d|2[0-3]):[0-5]\d)$/.test(value)) return false;
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
    const known = schema.properties ?? {}, extra = schema.additionalProperties ?? true, count = Object.keys(value).length;
    if (count < (schema.minProperties ?? 0) || count > (schema.maxProperties ?? Infinity)) return false;
    if ((schema.required ?? []).some((key) => !(key in value)) || !Object.entries(value).every(([key, item]) =>
      key in known ? valid(known[key], item, name) : extra !== false && valid(extra, item, name))) return false;
  }
  return schema.if && valid(schema.if, value, name) ? valid(schema.then ?? true, value, name)
    : (schema.allOf ?? []).every((part) => valid(part, value, name));
}
// The thumbprints that the client pins, and the keys that trusted ones announced. Without a pin, nothing is verified.
const thumbprint = (x) => sha256(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`, 'base64url'); // RFC 7638
const decoded = /* base64url in its only spelling */ (text) => {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new Error('another spelling');
  return bytes;
};
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
export class Keys {
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
      const [head, empty, value, more] = signature.split('.'), text = utf8.decode(decoded(head)), header = JSON.parse(text), { alg, b64, crit, jwk } = header;
      const x = decoded(jwk.x).toString('base64url'), key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
      kid = thumbprint(x);
      signatureValid = signature.length <= 2000 && empty === '' && more === undefined && strict(text, header) && alg === 'EdDSA' && b64 === false && canonical(crit) === '["b64"]' && header.kid === kid
        && jwk.kty === 'OKP' && jwk.crv === 'Ed25519'
        && verify(null, Buffer.from(`${head}.${body}`), key, decoded(value));
    } catch { /* whatever is wrong with it, it is no signature */ }
    return [kid, { signed: typeof signature === 'string', signatureValid, keyTrusted: this.trusts(kid) }];
  }
  apply({ announced, revoked = [] }, by) {
    if (announced && !this.announcedBy.has(announced.kid)) this.announcedBy.set(thumbprint(announced.x), by);
    if (revoked.some((kid) => kid !== by)) this.announcedBy.set(by, null); // the successor that revokes a key stays trusted
    revoked.forEach((kid) => this.revoked.add(kid));
  }
}
export const ownServer = (body) => { // also of a body that is otherwise invalid
  try {
    const event = JSON.parse(body);
    return !strict(body, event) || typeof event.source !== 'string' || event.source.startsWith('/coincide/');
  } catch { return true; }
};
const names = (value) => Object.values(Object(value)).reduce((sum, item) => sum + (typeof item === 'object' ? names(item) : 0), isObject(value) ? Object.keys(value).length : 0);
// JSON.parse rounds numbers: one that it reads as an integer must be written as one, such as 3, 3.0 or 30e-1.
const isExact = (text) => {
  const [, whole, fraction = '', exponent = 0] = text.match(/^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/), places = fraction.length - exponent;
  return !Number.isInteger(Number(text)) || places <= 0 || /^0*$/.test((whole + fraction).slice(-places));
};
const numbers = (body) => body.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/-?\d[\d.eE+-]*/g) ?? [];
// JSON.parse accepts a name twice, NUL and unpaired surrogates, which a strict reader refuses.
const strict = (body, event) => (body.match(/"(?:[^"\\]|\\.)*"(?=\s*:)/g) ?? []).length === names(event) && !/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/.test(JSON.stringify(event));
// Returns the event, or null if the body is not a message.
export function read(body) {
  try {
    const event = JSON.parse(body), kind = event.type.match(/^trading\.(information|processing|refusal|statement|key)\.v1$/)[1], { data } = event;
    if (!strict(body, event) || !numbers(body).every(isExact) || !(event.dataschema ?? `urn:coincide:${kind}:1.0`).match(`^urn:coincide:${kind}:1\\.[0-9]{1,9}$`) || !valid(load('schemas/envelope.json'), event, 'envelope.json') || !valid(load(`schemas/${kind}.json`), data, `${kind}.json`)) return null;
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
export const truth = (value) => value !== null && value !== false && value !== undefined;
// Evaluates JsonLogic.
export function evaluate(logic, data) {
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

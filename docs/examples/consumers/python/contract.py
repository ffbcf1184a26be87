"""The files of the contract, JSON Schema, JsonLogic and signatures: what a client in Python needs beside Python."""
import base64, datetime, decimal, functools, hashlib, json, pathlib, re, sys
try:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None
CONTRACT = pathlib.Path(sys.argv[1])
LIFECYCLES, QUANTITIES = ("order", "delivery", "payment"), ("cancelled", "shipped", "delivered", "returned")
KINDS = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
@functools.cache
def load(name): return json.loads((CONTRACT / name).read_text(), parse_float=decimal.Decimal)
RULES, TRANSITIONS = load("rules.json")["rules"], load("transitions.json")
sha256 = lambda text: hashlib.sha256(text.encode()).hexdigest()
def canonical_digest(value):  # RFC 8785; the contract has no numbers but integers, and no names beyond ASCII
    return sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
exact_number = lambda text: int(number) if (number := decimal.Decimal(text)).adjusted() < 30 and number == number.to_integral_value() else number  # 1.0 is the integer 1
def valid(schema, value, name):
    """Validates the keywords of JSON Schema that the contract uses."""
    if schema is True: return True
    if "$ref" in schema:
        file, _, pointer = schema["$ref"].partition("#")
        target = functools.reduce(lambda at, step: at[step], pointer.split("/")[1:], load(f"schemas/{file or name}"))
        if not valid(target, value, file or name): return False
    wanted = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    if wanted and not any(isinstance(value, KINDS[k]) and not (k == "integer" and isinstance(value, bool)) for k in wanted): return False
    if "const" in schema and value != schema["const"] or "enum" in schema and value not in schema["enum"]: return False
    if isinstance(value, str):
        value.encode()  # raises a ValueError for an unpaired surrogate, as the next line for an impossible date
        if schema.get("format", "").startswith("date"): datetime.datetime.fromisoformat(value)
        if schema.get("format") == "date-time" and not re.search(r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d[^+-]*(|[+-]([01]\d|2[0-3]):[0-5]\d)$", value): return False
        if not (schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1 << 30) and re.search(schema.get("pattern", ""), value)) or "\0" in value: return False
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value): return False
    if isinstance(value, list):
        unique = not schema.get("uniqueItems") or len({json.dumps(item) for item in value}) == len(value)
        return (unique and schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 1 << 30)
                and all(valid(schema.get("items", True), item, name) for item in value))
    if isinstance(value, dict):
        known, extra = schema.get("properties", {}), schema.get("additionalProperties", True)
        if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", 1 << 30): return False
        if any(key not in value for key in schema.get("required", [])) or not all(
                valid(known[key], item, name) if key in known else extra is not False and valid(extra, item, name)
                for key, item in value.items()):
            return False
    if "if" in schema and valid(schema["if"], value, name): return valid(schema.get("then", True), value, name)
    return all(valid(part, value, name) for part in schema.get("allOf", []))
def unique(pairs):
    if len(dict(pairs)) < len(pairs): raise ValueError("a name twice")
    return dict(pairs)
def strict(body, number):
    """Parses strict JSON: no name twice, no NUL, no unpaired surrogate, nothing after the end."""
    text = json.dumps(value := json.loads(body, object_pairs_hook=unique, parse_float=number, parse_constant=int), ensure_ascii=False, default=str)
    if text.encode() and re.search(r"(?<!\\)(\\\\)*\\u0000", text): raise ValueError("NUL")  # encode raises one for a surrogate
    return value
def read(body):
    """Returns the event, or None if the body is not a message of the contract."""
    try:
        event = strict(body, exact_number)
        (kind,), data = re.fullmatch(r"trading\.(information|processing|refusal|statement|key)\.v1", event["type"]).groups(), event["data"]
        ok = re.fullmatch(f"urn:coincide:{kind}:1[.][0-9]{{1,9}}", event.get("dataschema", f"urn:coincide:{kind}:1.0")) and valid(load("schemas/envelope.json"), event, "envelope.json") and valid(load(f"schemas/{kind}.json"), data, f"{kind}.json")
        if ok and kind in ("information", "processing"):
            sequence, first = int(event["sequence"]), kind == "information" and data["revision"] == 1
            ok = (event["subject"] == data["tradingId"] and first == (sequence == 1) and sequence > 0
                  and re.fullmatch("/[^/]*/trades/" + event["subject"], event["source"]))
        if ok and kind == "statement": ok = event["subject"] == data["clientId"] and (data["number"] == 1) == (data["previousDigest"] is None)
        return event if ok else None
    except (ValueError, ArithmeticError, KeyError, TypeError, AttributeError, OSError, RecursionError):
        return None
base64url = lambda octets: base64.urlsafe_b64encode(octets).decode().rstrip("=")
def unbase64(text):  # in its only spelling
    if base64url(octets := base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) != text: raise ValueError("another spelling")
    return octets
def thumbprint(x):  # RFC 7638
    return base64url(hashlib.sha256(b'{"crv":"Ed25519","kty":"OKP","x":"%s"}' % x.encode()).digest())
class Keys:
    """The thumbprints that the client pins, and the keys that trusted ones have announced. Without a pin, nothing is verified."""
    def __init__(self, pinned): self.announced_by, self.revoked = dict.fromkeys(pinned), set()
    def trusts(self, kid, seen=()):
        by = self.announced_by.get(kid)
        return kid in self.announced_by and kid not in self.revoked and kid not in seen and (by is None or self.trusts(by, (*seen, kid)))
    def check(self, body, signature):
        """Verifies a detached JWS (RFC 7797) over the exact bytes of the body. Returns the inputs of the rules and the key."""
        if not self.announced_by: return {"signed": True, "signatureValid": True, "keyTrusted": True}, None
        try:
            head, empty, value = (signature or "..").split(".")
            header = json.loads(unbase64(head).decode(), object_pairs_hook=unique)
            kid = thumbprint(header["jwk"]["x"])
            valid = len(signature) <= 2000 and empty == "" and header["b64"] is False and [header[k] for k in ("alg", "kid", "crit")] + [header["jwk"][k] for k in ("kty", "crv")] == ["EdDSA", kid, ["b64"], "OKP", "Ed25519"]
            Ed25519PublicKey.from_public_bytes(unbase64(header["jwk"]["x"])).verify(unbase64(value), f"{head}.{body}".encode())
        except Exception: kid, valid = None, False  # whatever is wrong with it, it is no signature
        return {"signed": signature is not None, "signatureValid": valid, "keyTrusted": self.trusts(kid)}, kid
    def apply(self, announcement, by):
        if "announced" in announcement: self.announced_by.setdefault(thumbprint(announcement["announced"]["x"]), by)
        for kid in announcement.get("revoked", []):
            if kid != by: self.announced_by[by] = None  # the successor that revokes a key stays trusted
            self.revoked.add(kid)
def own_server(body):  # also of a body that is otherwise invalid
    try: return not isinstance(source := strict(body, str)["source"], str) or source.startswith("/coincide/")
    except (ValueError, KeyError, TypeError, RecursionError): return True
truth = lambda value: value is not None and value is not False
number = lambda value: None if value is None else decimal.Decimal(str(value))
exact = lambda operation: lambda a, b: None if a is None or b is None else operation(number(a), number(b))
OPERATORS = {
    "!": lambda a: not truth(a), "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
    "<": exact(lambda a, b: a < b), "<=": exact(lambda a, b: a <= b), ">": exact(lambda a, b: a > b), ">=": exact(lambda a, b: a >= b),
    "+": exact(lambda a, b: a + b), "-": exact(lambda a, b: a - b), "*": exact(lambda a, b: a * b), "decimal": number,
    "in": lambda a, b: b is not None and a in b, "cat": lambda *parts: "".join(map(str, parts)),
}
def evaluate(logic, data):
    """Evaluates JsonLogic."""
    if not isinstance(logic, dict): return logic
    (operator, args), = logic.items()
    if operator == "var":
        for step in evaluate(args, data).split("."):
            data = data[int(step)] if isinstance(data, list) else data.get(step) if isinstance(data, dict) else None
        return data
    if operator in ("and", "or"): return (all if operator == "and" else any)(truth(evaluate(part, data)) for part in args)
    if operator == "if": return evaluate(args[1] if truth(evaluate(args[0], data)) else args[2], data)
    if operator == "some": return any(truth(evaluate(args[1], element)) for element in evaluate(args[0], data) or [])
    if operator == "reduce":
        return functools.reduce(lambda acc, now: evaluate(args[1], {"current": now, "accumulator": acc}),
                                evaluate(args[0], data) or [], decimal.Decimal(args[2]))
    return OPERATORS[operator](*[evaluate(part, data) for part in (args if isinstance(args, list) else [args])])

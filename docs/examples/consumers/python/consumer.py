#!/usr/bin/env python3
"""A client in Python without libraries: verifies every message of the event feed, or of the conformance kit, by the contract's files.
consumer.py CONTRACT --kit | --feed URL CLIENT SECRET ORDERS.json LEDGER.db THUMBPRINT[,THUMBPRINT] [SECONDS]
ORDERS.json: array of the orders that were sent. THUMBPRINT: of the server's keys. Signatures need the package cryptography."""
import base64, decimal, email.utils, json, pathlib, sqlite3, sys, time, urllib.error, urllib.request
if sys.version_info < (3, 11): sys.exit("Install Python 3.11 or later: earlier versions do not read the times of the contract.")
sys.dont_write_bytecode = True
from contract import CONTRACT, LIFECYCLES, QUANTITIES, RULES, TRANSITIONS, Ed25519PublicKey, Keys, canonical_digest, evaluate, own_server, read, sha256, truth
def closes(trade):
    closed = TRANSITIONS["closed"]
    return all(trade[life] in closed[life] or life != "order" and any(
        trade["order"] in also["order"] and trade[life] in also.get(life, []) for also in closed["also"]) for life in LIFECYCLES)
class Client:
    def __init__(self, client, pinned=()):
        self.client, self.orders, self.requests, self.trades, self.bodies, self.keys = client, {}, {}, {}, {}, Keys(pinned)
    def sent(self, order):
        self.orders.setdefault(order["orderReference"], {"digest": canonical_digest(order), "amendments": [], "tradingId": None})
    def receive(self, body, signature=None):
        local, by = self.keys.check(body, signature)
        event = read(body) if all(local.values()) else None
        data, kind = (event["data"], event["type"].split(".")[1]) if event else ({}, "none")
        in_trade = kind in ("information", "processing")
        key = (event["subject"], int(event["sequence"])) if in_trade else None
        trade, received = (self.trades.get(key[0]), data["lines"]) if in_trade else (None, [])
        now = {line["number"]: line for line in reversed(received)}
        stored = {line["number"]: line for line in trade["lines"]} if trade else {}
        contents = {name: data[name] for name in ("orderReference", "currency", "shipTo", "payment", "requestedDelivery") if name in data}
        contents["lines"] = [{k: line[k] for k in ("sku", "quantity", "unitPrice") if k in line} for line in received]
        held = self.bodies.get(key) if trade else None
        inputs = {
            "message": event or {}, "type": kind, "sequence": key and key[1], "client": {"id": self.client}, "contract": TRANSITIONS,
            "trade": trade, "order": self.orders.get(data.get("orderReference")), "requests": self.requests.get(data.get("tradingId")),
            "digest": canonical_digest(contents) if kind == "information" else None,
            "held": None if held is None else "SAME" if held == body else "OTHER", "lineNumbersUnique": len(now) == len(received),
            "lines": [{"number": n, "now": now.get(n), "stored": stored.get(n)} for n in now.keys() | stored.keys()],
            # A real client compares with its own settings: which pages it trusts, and its clock.
            "local": local | {"ownServer": own_server(body), "schemaValid": event is not None, "actionTrusted": True, "timesInBounds": True}}
        for rule in RULES:
            if truth(evaluate(rule.get("violated", rule.get("applies")), inputs)):
                warning = rule.get("warning", "DUPLICATE")
                return f"{warning} {rule['id']}" if warning == "INVARIANT_BROKEN" else warning
        if kind == "key": self.keys.apply(data, by)
        if not in_trade: return {"refusal": "REFUSED", "key": "ANNOUNCED"}.get(kind, "STATED")
        self.store(kind, event, data, key, body)
        return "COINCIDENT"
    def store(self, kind, event, data, key, body):
        trade = self.trades.setdefault(key[0], dict(data.get("statuses", {}), source=event["source"], heldFrom=None, closed=False,
            orderReference=data.get("orderReference"), amounts={"authorized": "0", "captured": "0", "refunded": "0"}))
        if kind == "information":
            trade.update(paymentMethod=data["payment"]["method"], revision=data["revision"], lines=[dict.fromkeys(QUANTITIES, 0) | {
                "number": line["number"], "unitPrice": line["unitPrice"], "ordered": line["quantity"]} for line in data["lines"]])
            trade["amounts"].update(currency=data["currency"], ordered=data["total"])
            self.orders[data["orderReference"]]["tradingId"] = key[0]
        else:
            held = None if data["order"] != "ON_HOLD" else trade["heldFrom"] if trade["order"] == "ON_HOLD" else trade["order"]
            trade.update({life: data[life] for life in LIFECYCLES}, heldFrom=held, amounts=dict(data["amounts"]))
            now = {line["number"]: line for line in data["lines"]}
            for line in trade["lines"]: line.update({quantity: now[line["number"]][quantity] for quantity in QUANTITIES})
        trade.update(sequence=key[1], lastDigest=sha256(body), closed=trade["closed"] or closes(trade))
        self.bodies[key] = body
def kit():
    different = 0
    for file in sorted((CONTRACT / "conformance").glob("*.jsonl")):
        if '"pinned"' in file.read_text() and Ed25519PublicKey is None:
            print(f"{file.name} is skipped: the package cryptography is not installed"); continue
        client = Client("acme")
        for step in map(json.loads, file.read_text().splitlines()):
            if "pinned" in step: client.keys = Keys(step["pinned"])
            elif "sent" in step: client.sent(step["sent"])
            elif "amended" in step: client.orders[step["amended"]["orderReference"]]["amendments"].append(canonical_digest(step["amended"]))
            elif "requested" in step: client.requests.setdefault(step["requested"]["tradingId"], {}).setdefault(step["requested"]["kind"], []).append(step["requested"]["id"])
            elif (verdict := client.receive(step["received"], step.get("signature"))) != step["verdict"]:
                different += 1; print(f"{file.name}: {verdict} instead of {step['verdict']}: {step['received'][:200]}")
    print(f"{different} verdicts differ")
    return different
def pause(retry_after):
    """The seconds of Retry-After, which is a number or a date; at least one, and five without it."""
    try: return max(1, int(retry_after) if retry_after.isdecimal() else email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (AttributeError, TypeError, ValueError): return 5
def feed(url, name, secret, orders, ledger, pinned, seconds="30"):
    if Ed25519PublicKey is None: sys.exit("Install the package cryptography. Without it, no signature can be verified.")
    client, base, warnings = Client(name, pinned.split(",")), sqlite3.connect(ledger, isolation_level=None), 0
    base.execute("CREATE TABLE IF NOT EXISTS received (cursor INTEGER, verdict TEXT, body TEXT, signature TEXT)")
    for order in json.loads(pathlib.Path(orders).read_text()): client.sent(order)
    cursor, batch = None, {"events": []}
    for position, *stored in base.execute("SELECT cursor, body, signature FROM received ORDER BY rowid").fetchall():
        if client.receive(*stored) not in ("UNSIGNED", "BAD_SIGNATURE", "UNKNOWN_KEY"): cursor = position  # the others are read again
    end = time.time() + int(seconds)
    headers = {"Authorization": "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()}
    while time.time() < end or batch["events"]:
        after = "" if cursor is None else f"&after={cursor}"
        try:
            with urllib.request.urlopen(urllib.request.Request(f"{url}/api/events?wait=5s{after}", headers=headers)) as response:
                batch = json.loads(response.read())
        except urllib.error.HTTPError as refused:
            if refused.code in (429, 503) and time.time() + (wait := pause(refused.headers["Retry-After"])) < end:
                time.sleep(wait); continue  # the server is busy
            if refused.code != 410 or cursor is None: sys.exit(f"{refused.code} {refused.read().decode()}")
            cursor = None; continue  # the feed no longer keeps what follows the cursor
        for event in batch["events"]:  # stored before its cursor is used, which acknowledges it
            verdict = client.receive(event["body"], event["signature"])
            base.execute("INSERT INTO received VALUES (?, ?, ?, ?)", (int(event["cursor"]), verdict, event["body"], event["signature"]))
            warnings += verdict not in ("COINCIDENT", "DUPLICATE", "REFUSED", "STATED", "ANNOUNCED")
        cursor = int(batch["next"])
    for trade, state in client.trades.items(): print(trade, *(state[life] for life in LIFECYCLES))
    return warnings
sys.exit(1 if (kit() if sys.argv[2] == "--kit" else feed(*sys.argv[3:])) else 0)

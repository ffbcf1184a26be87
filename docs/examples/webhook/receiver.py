#!/usr/bin/env python3
"""A receiver of the connector's webhook in Python without libraries, by the rules of Standard Webhooks (standardwebhooks.com).

receiver.py SECRET [PORT]   (SECRET: whsec_… as in coincide.webhook.receivers.NAME.secret; prints the port, then a line for each message)
"""
import base64, hashlib, hmac, http.server, json, sys, time

KEY = base64.b64decode(sys.argv[1].removeprefix("whsec_"))
TOLERANCE = 300  # seconds: an older message is a replay
seen = set()  # a real receiver stores the ids with what it does, in one transaction


def verified(headers, body):
    """Whether the body is signed with the secret, and now. The signature covers the id, the time and the exact bytes."""
    try:
        name, at = headers["webhook-id"], headers["webhook-timestamp"]
        if abs(time.time() - int(at)) > TOLERANCE:
            return False
        signed = hmac.new(KEY, f"{name}.{at}.".encode() + body, hashlib.sha256).digest()
        # Several signatures, separated by spaces, while a secret is being changed.
        versions = (part.split(",", 1) for part in headers["webhook-signature"].split(" "))
        return any(version == "v1" and hmac.compare_digest(signed, base64.b64decode(value)) for version, value in versions)
    except (TypeError, ValueError, AttributeError):
        return False


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = 204 if verified(self.headers, body) else 401
        if status == 204 and self.headers["webhook-id"] not in seen:  # delivery is at least once
            seen.add(self.headers["webhook-id"])
            event = json.loads(body)
            data = event["data"]
            statuses = data.get("statuses", data)
            print(data["tradingId"], event["sequence"], *(statuses[name] for name in ("order", "delivery", "payment")), flush=True)
        self.send_response(status)
        self.end_headers()

    def log_message(self, *ignored):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0), Receiver)
print("port", server.server_port, flush=True)
server.serve_forever()

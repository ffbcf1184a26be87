#!/usr/bin/env python3
"""A receiver of the connector's webhook in Python, with the library of Standard Webhooks (pip install standardwebhooks).

library_receiver.py SECRET [PORT]   (SECRET: whsec_… as in coincide.webhook.receivers.NAME.secret; prints the port, then a line for each message)
"""
import http.server, sys
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

WEBHOOK = Webhook(sys.argv[1])
seen = set()  # a real receiver stores the ids with what it does, in one transaction


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            self.receive(WEBHOOK.verify(body, dict(self.headers)))
            self.send_response(204)
        except WebhookVerificationError:
            self.send_response(401)
        self.end_headers()

    def receive(self, event):
        if self.headers["webhook-id"] not in seen:  # delivery is at least once
            seen.add(self.headers["webhook-id"])
            data = event["data"]
            statuses = data.get("statuses", data)
            print(data["tradingId"], event["sequence"], *(statuses[name] for name in ("order", "delivery", "payment")), flush=True)

    def log_message(self, *ignored):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0), Receiver)
print("port", server.server_port, flush=True)
server.serve_forever()

"""What the programs of this folder share: the sandbox's control paths, and a callback of their own."""

import json
import sys
import threading
import time
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SANDBOX = sys.argv[1]
WABA, NUMBER = "700000000000001", "800000000000002"
TOKEN, SECRET = "sandbox-access-token", "sandbox-app-secret"
CUSTOMER = "96550001234"
BODY = {
    "type": "BODY",
    "text": "Thank you {{1}}, we received {{2}} for order {{3}}.",
    "example": {"body_text": [["Noura", "14.000 KWD", "A-1"]]},
}


def control(path, body=None, method="POST"):
    """Calls one of the sandbox's control paths; raises on a refusal."""
    data = json.dumps(body or {}).encode() if method == "POST" else None
    request = urllib.request.Request(f"{SANDBOX}/sandbox/{path}", data=data, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())


def check(condition, claim):
    """Ends the program with the claim that does not hold."""
    if not condition:
        sys.exit(f"not so: {claim}")
    print(f"ok: {claim}")


class Callback:
    """A receiver of webhooks on loopback that keeps each body with its signature."""

    def __init__(self):
        self.posts = []
        posts = self.posts

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                self.answer(query["hub.challenge"][0].encode())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                posts.append((body, self.headers["X-Hub-Signature-256"]))
                self.answer(b"")

            def answer(self, body):
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        control("webhook", {"url": f"http://127.0.0.1:{server.server_port}/"})

    def wait(self, count):
        """Waits for that many POSTs, at most ten seconds, and takes them."""
        for _ in range(1000):
            if len(self.posts) >= count:
                break
            time.sleep(0.01)
        check(len(self.posts) >= count, f"{count} webhooks come")
        taken = list(self.posts)
        self.posts.clear()
        return taken

    def settle(self):
        """Waits until nothing is left to be told, at most ten seconds, and forgets what was."""
        for _ in range(500):
            if control("stats", method="GET")["webhooks"]["pending"] == 0:
                break
            time.sleep(0.02)
        self.posts.clear()

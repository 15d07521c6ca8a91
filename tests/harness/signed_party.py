"""A party's entrance that wants signed calls: it checks X-cons-id, X-timestamp, X-signature and user_key, answers 401
where they do not fit, and hands everything else on to the party's sandbox, without them."""

import base64
import hashlib
import hmac
import http.client
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAMES = ("X-cons-id", "X-timestamp", "X-signature", "user_key")
WINDOW = 300


def signature(secret: str, cons_id: str, timestamp: str) -> str:
    return base64.b64encode(
        hmac.new(secret.encode(), f"{cons_id}&{timestamp}".encode(), hashlib.sha256).digest()).decode()


class SignedParty:
    """Serves until the block is left; `behind` is the sandbox's address and may be set later. `secret` may be changed
    at any time. `let_in` and `turned_away` count calls."""

    def __init__(self, cons_id: str, secret: str, user_key: str):
        self.cons_id, self.secret, self.user_key = cons_id, secret, user_key
        self.behind: tuple[str, int] = ("127.0.0.1", 0)
        self.let_in: list[str] = []  # the signatures
        self.turned_away = 0
        party = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self._serve(self.rfile.read(int(self.headers["Content-Length"])))

            def do_GET(self):
                self._serve(None)

            def _serve(self, body: bytes | None):
                status, media, content = party._answer(self.command, self.path, self.headers, body)
                self.send_response(status)
                self.send_header("Content-Type", media)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "SignedParty":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def _knows(self, headers) -> bool:
        values = [headers.get_all(name, []) for name in NAMES]
        if any(len(one) != 1 for one in values):
            return False
        cons_id, timestamp, shown, user_key = (one[0] for one in values)
        return (cons_id == self.cons_id and user_key == self.user_key and timestamp.isdigit()
                and abs(int(timestamp) - time.time()) <= WINDOW
                and hmac.compare_digest(shown, signature(self.secret, cons_id, timestamp)))

    def _answer(self, method: str, path: str, headers, body: bytes | None) -> tuple[int, str, bytes]:
        if not self._knows(headers):
            self.turned_away += 1
            return 401, "text/html", b"<html>Unauthorized</html>"
        self.let_in.append(headers["X-signature"])
        connection = http.client.HTTPConnection(*self.behind, timeout=20)
        try:
            on = {name: headers[name] for name in ("Content-Type", "SOAPAction") if headers[name]}
            connection.request(method, path, body, on)
            answer = connection.getresponse()
            return answer.status, answer.headers["Content-Type"], answer.read()
        finally:
            connection.close()

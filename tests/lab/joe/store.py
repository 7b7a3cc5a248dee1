"""store - the host behind the servers: refuses by the recipient's name, as real ones do, and keeps nothing."""
import socketserver

REFUSED = {"nobody": "550 5.1.1 <%s>: no such user here", "full": "552 5.2.2 <%s>: mailbox is full", "quota": "452 4.2.2 <%s>: over quota, try later",
           "gone": "550 5.1.6 <%s>: has moved", "policy": "554 5.7.1 <%s>: access denied"}


class Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def data(self, taken):
        self.say("354 go")
        while self.rfile.readline() not in (b".\r\n", b".\n", b""):
            pass
        spam = any("spam" in recipient for recipient in taken)
        self.say("554 5.7.1 this looks like spam" if spam else "250 2.0.0 kept")

    def recipient(self, command, taken):
        address = command.split(":", 1)[1].strip().split()[0].strip("<>")
        for word, reply in REFUSED.items():
            if address.startswith(word):
                self.say(reply % address)
                return
        taken.append(address)
        self.say("250 2.1.5 ok")

    def handle(self):
        taken = []
        self.say("220 store.example ESMTP")
        while line := self.rfile.readline():
            command = line.decode("latin1").strip()
            word = command.upper()[:4]
            if word == "EHLO":
                self.wfile.write(b"250-store.example\r\n250-DSN\r\n250 8BITMIME\r\n")
            elif word == "RCPT":
                self.recipient(command, taken)
            elif word == "DATA":
                self.data(taken) if taken else self.say("503 5.5.1 no recipients")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                if word in ("MAIL", "RSET"):
                    taken = []
                self.say("250 2.0.0 ok")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server(("198.51.100.31", 25), Session).serve_forever()

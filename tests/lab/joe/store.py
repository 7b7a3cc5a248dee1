"""store - the host behind the servers: refuses by the recipient's name, as real ones do, and keeps nothing. What is for ours.example goes on to
its server: for nullmailer it is the smarthost."""
import email.utils
import itertools
import smtplib
import socket
import socketserver

REFUSED = {"nobody": "550 5.1.1 <%s>: no such user here", "full": "552 5.2.2 <%s>: mailbox is full", "quota": "452 4.2.2 <%s>: over quota, try later",
           "gone": "550 5.1.6 <%s>: has moved", "policy": "554 5.7.1 <%s>: access denied"}


KNOWS_DSN = ("203.0.113.16",)           # whom it promises notices (RFC 3461); others write theirs of success themselves
ids = itertools.count(1)


def forward(client, helo, sender, recipients, text):
    try:
        name = socket.gethostbyaddr(client)[0]
    except OSError:
        name = "unknown"
    stamp = "Received: from %s (%s [%s])\r\n\tby store.example with ESMTP id S%06d;\r\n\t%s\r\n" % (helo, name, client, next(ids), email.utils.formatdate())
    with smtplib.SMTP("192.0.2.25", 25, "store.example", source_address=("198.51.100.31", 0), timeout=20) as ours:
        ours.sendmail(sender, recipients, stamp.encode() + text)


class Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def data(self, sender, taken):
        self.say("354 go")
        text = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b".\n", b""):
            text += line[1:] if line.startswith(b".") else line
        ours = [recipient for recipient in taken if recipient.endswith("@ours.example")]
        if ours:
            forward(self.client_address[0], self.helo, sender, ours, text)
        spam = any("spam" in recipient for recipient in taken)
        self.say("554 5.7.1 this looks like spam" if spam else "250 2.0.0 kept")

    @staticmethod
    def address(command):
        return command.split(":", 1)[1].strip().split()[0].strip("<>")

    def recipient(self, command, taken):
        address = self.address(command)
        for word, reply in REFUSED.items():
            if address.startswith(word):
                self.say(reply % address)
                return
        taken.append(address)
        self.say("250 2.1.5 ok")

    def handle(self):
        sender, taken = "", []
        self.say("220 store.example ESMTP")
        while line := self.rfile.readline():
            command = line.decode("latin1").strip()
            word = command.upper()[:4]
            if word in ("EHLO", "HELO"):
                self.helo = command[5:]
                self.wfile.write(b"250-store.example\r\n%s250 8BITMIME\r\n" % (b"250-DSN\r\n" if self.client_address[0] in KNOWS_DSN else b""))
            elif word == "RCPT":
                self.recipient(command, taken)
            elif word == "DATA":
                self.data(sender, taken) if taken else self.say("503 5.5.1 no recipients")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                if word == "MAIL":
                    sender = self.address(command)
                if word in ("MAIL", "RSET"):
                    taken = []
                self.say("250 2.0.0 ok")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server(("198.51.100.31", 25), Session).serve_forever()

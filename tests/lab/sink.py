"""sink - the mail servers of the others. What it answers is chosen by the recipient's local part; it notes what it did."""
import itertools
import re
import socketserver
import sys
import threading
import time

from truth import note

ids = itertools.count(1)
met = set()                     # recipients that were put off once
lock = threading.Lock()
NO = {
    "nouser": "550 5.1.1 <{0}>: Recipient address rejected: User unknown in virtual mailbox table",
    "full": "452 4.2.2 <{0}>: mailbox full",
    "spf": "550 5.7.23 <{0}>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=alice@ours.example;ip=192.0.2.25;r=remote.example",
    "evil": "550 5.7.1 dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 0123456789) to=<{0}>, relay=bank.example[203.0.113.5]:25",
    "long": "550-5.7.1 first line\r\n550-5.7.1 " + "long " * 190 + "\r\n550 5.7.1 last line",
    "plain": "550 no",
}
STATUS = {"2": "sent", "4": "deferred", "5": "bounced"}


def first_time(recipient):
    with lock:
        new = recipient not in met
        met.add(recipient)
        return new


def to_recipient(recipient):
    kind = re.match("[a-z]*", recipient.strip('"')).group()
    if kind == "grey" and first_time(recipient):
        return "450 4.2.0 <%s>: Recipient address rejected: Greylisted, see http://postgrey.example/help/remote.example.html" % recipient
    return NO.get(kind, "250 2.1.5 Ok").format(recipient)


def to_message(recipient):
    if recipient.startswith("spam"):
        return "554 5.7.1 Rejected as spam (score 12.3)"
    if recipient.startswith("late") and first_time(recipient):
        return "451 4.3.0 Try again later"
    return "250 2.0.0 Ok: queued as %010X" % next(ids)


# A notification names the queue file that it is, and the one that it tells of. kinds: what unjoe calls them.
def notice(text):
    subject = re.search("^Subject: (Undelivered Mail|Delayed Mail|Successful Mail|Mail Delivery Status)", text, re.M)
    child = re.search(r"^Received: by \S+ \(Postfix\)\s+id (\w+)", text, re.M)
    parent = re.search(r"^X-Postfix-Queue-ID: (\w+)", text, re.M)
    if subject and child and parent:
        kinds = {"Und": "non-delivery", "Del": "delay", "Suc": "delivery status", "Mai": "delivery status"}
        note("notices", parent.group(1), child.group(1), kinds[subject.group(1)[:3]])


class Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def read_message(self):
        self.say("354 go on")
        lines = iter(self.rfile.readline, b"")
        return b"".join(itertools.takewhile(lambda line: line != b".\r\n", lines)).decode("utf-8", "replace")

    def take(self, recipients, lmtp):
        text = self.read_message()
        if recipients[0].startswith("drop") and first_time(recipients[0]):
            return False
        notice(text.replace("\r", ""))
        reply = to_message(recipients[0])
        for recipient in recipients:
            if lmtp:
                reply = to_message(recipient)
            remote = re.search("queued as (.*)", reply)
            note("deliveries", recipient, STATUS[reply[0]], remote and remote.group(1))
            if lmtp or recipient == recipients[-1]:
                self.say(reply)
        return True

    def handle(self):
        if self.server.server_address[0].endswith(".66"):
            time.sleep(.2)
            return
        lmtp, recipients = self.server.server_address[1] == 24, []
        self.say("220 mx.remote.example ESMTP")
        for line in self.rfile:
            words = line.decode("utf-8", "replace").rstrip("\r\n")
            verb = words[:4].upper()
            if verb in ("EHLO", "LHLO"):
                self.say("250-mx.remote.example\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250-SMTPUTF8\r\n250 8BITMIME")
            elif verb == "RCPT":
                recipient = re.match("RCPT TO:<(.*?)>(?: |$)", words, re.I).group(1)
                reply = to_recipient(recipient)
                self.say(reply)
                if reply[0] == "2":
                    recipients.append(recipient)
                else:
                    note("deliveries", recipient, STATUS[reply[0]], None)
            elif verb == "DATA" and recipients:
                if not self.take(recipients, lmtp):
                    return
                recipients = []
            elif verb == "DATA":
                self.say("554 5.5.1 no valid recipients")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                recipients = [] if verb in ("MAIL", "RSET") else recipients
                self.say("250 2.0.0 Ok")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    request_queue_size = 100


def main():
    servers = [Server(address, Session) for address in (("198.51.100.25", 25), ("198.51.100.66", 25), ("127.0.0.1", 24))]
    threads = [threading.Thread(target=server.serve_forever) for server in servers]
    for thread in threads:
        thread.start()


if __name__ == "__main__":
    main()

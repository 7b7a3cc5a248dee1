"""filter - a content filter, behind the queue or before it: takes mail on port 10025, hands it back on port 10026; notes both queue ids."""
import re
import smtplib
import socketserver
import threading

from truth import note


class Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        back = smtplib.SMTP("127.0.0.1", 10026, "filter.ours.example")
        back.ehlo()
        self.say("220 filter.ours.example ESMTP")
        ident = None
        for line in self.rfile:
            words = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
            verb = words.split(" ")[0].upper()
            if verb == "EHLO":
                self.say("250-filter.ours.example\r\n250-XFORWARD NAME ADDR PORT PROTO HELO IDENT SOURCE\r\n250-SMTPUTF8\r\n250 8BITMIME")
            elif verb == "DATA":
                self.say("354 go on")
                message = b""
                for text in iter(self.rfile.readline, b".\r\n"):
                    message += text
                back.docmd("DATA")
                back.send(message + b".\r\n")
                code, reply = back.getreply()
                reply = reply.decode()
                if ident != "[UNAVAILABLE]":    # before the queue there is none
                    note("hops", ident, re.search("queued as (.*)", reply).group(1))
                self.say("%d %s" % (code, reply.replace("Ok", "Ok from MTA(smtp:[127.0.0.1]:10026): 250 2.0.0 Ok")))
            else:
                if verb == "XFORWARD" and "IDENT=" in words:
                    ident = re.search("IDENT=([^ ]*)", words).group(1)
                back.send((words + "\r\n").encode("utf-8", "surrogateescape"))
                code, reply = back.getreply()
                self.say("%d %s" % (code, reply.decode().split("\n")[-1]))
                if verb == "QUIT":
                    return


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


Server(("127.0.0.1", 10025), Session).serve_forever()

"""auth - who may log in: Dovecot's authentication protocol on a socket, for smtpd. Every user's password is "secret"."""
import base64
import os
import socketserver

SOCKET = "/var/spool/postfix/private/auth"
HELLO = "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nMECH\tLOGIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t00000000000000000000000000000000\nDONE\n"


def decoded(text):
    return base64.b64decode(text).decode("utf-8", "replace")


class Session(socketserver.StreamRequestHandler):
    def say(self, *fields):
        self.wfile.write(("\t".join(fields) + "\n").encode())

    def ask(self, number, prompt):
        self.say("CONT", number, base64.b64encode(prompt.encode()).decode())
        return decoded(self.rfile.readline().decode().rstrip("\n").split("\t")[2])

    def login(self, number, method, response):
        if method == "LOGIN":
            user, password = self.ask(number, "Username:"), self.ask(number, "Password:")
        else:
            user, password = decoded(response).split("\0")[1:]
        if password == "secret":
            self.say("OK", number, "user=" + user)
        else:
            self.say("FAIL", number, "user=" + user)

    def handle(self):
        self.wfile.write(HELLO.encode())
        for line in self.rfile:
            fields = line.decode().rstrip("\n").split("\t")
            if fields[0] == "AUTH":
                response = [field[5:] for field in fields if field.startswith("resp=")]
                self.login(fields[1], fields[2], response[0] if response else "")


class Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


server = Server(SOCKET, Session)
os.chmod(SOCKET, 0o666)
server.serve_forever()

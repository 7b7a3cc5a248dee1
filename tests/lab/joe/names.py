"""names - the DNS of the lab: each server has its domain, and each address the name that its host says it has."""
import socket
import struct

from addresses import SERVERS

A = {"mx.%s.example" % name: address for name, address in SERVERS.items()}
A.update({"www.ours.example": "192.0.2.80", "pc30.ours.example": "192.0.2.30", "store.example": "198.51.100.31",
          "dsl-45.pool.example": "203.0.113.45", "mail.forger.example": "203.0.113.77"})
MX = {"%s.example" % name: "mx.%s.example" % name for name in SERVERS}
MX["dma.example"] = "store.example"     # what dma has for a route: others know its address
PTR = {address: name for name, address in A.items()}
TXT = {"ours.example": "v=spf1 ip4:192.0.2.25 ip4:192.0.2.80 -all"}


def name_of(question):
    labels, at = [], 12
    while question[at]:
        labels.append(question[at + 1:at + 1 + question[at]].decode("latin1"))
        at += question[at] + 1
    return ".".join(labels).lower(), question[at + 1:at + 3], question[12:at + 5]


def wire(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".") if label) + b"\0"


def answer(name, kind):
    if kind == 1 and name in A:
        return socket.inet_aton(A[name])
    if kind == 15 and name in MX:
        return struct.pack("!H", 10) + wire(MX[name])
    if kind == 16 and name in TXT:
        return bytes([len(TXT[name])]) + TXT[name].encode()
    if kind == 12 and name.endswith(".in-addr.arpa"):
        host = PTR.get(".".join(reversed(name.split(".")[:4])))
        return wire(host) if host else None
    return None


server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("192.0.2.53", 53))
while True:
    question, client = server.recvfrom(4096)
    name, kind, asked = name_of(question)
    kind = struct.unpack("!H", kind)[0]
    data = answer(name, kind)
    known = data is not None or name in A or name in MX
    record = b"" if data is None else b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 300, len(data)) + data
    server.sendto(question[:2] + struct.pack("!HHHHH", 0x8580 | (0 if known else 3), 1, data is not None, 0, 0) + asked + record, client)

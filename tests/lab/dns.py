"""dns - the names of the lab, told on 127.0.0.1:53 over UDP. What is not in the table does not exist."""
import socket
import struct

SINK = "198.51.100.25"          # sink.py
A, PTR, MX, TXT, AAAA = 1, 12, 15, 16, 28
TYPES = {"A": A, "PTR": PTR, "MX": MX, "TXT": TXT, "AAAA": AAAA}

TABLE = """
mx.ours.example            A    192.0.2.25
mx.ours.example            AAAA 2001:db8::25
ours.example               MX   10 mx.ours.example
25.2.0.192.in-addr.arpa    PTR  mx.ours.example
client1.pass.example       A    203.0.113.1
1.113.0.203.in-addr.arpa   PTR  client1.pass.example
client6.pass.example       AAAA 2001:db8::1
spammer.dyn.example        A    203.0.113.66
66.113.0.203.in-addr.arpa  PTR  spammer.dyn.example
liar.dyn.example           A    203.0.113.99
67.113.0.203.in-addr.arpa  PTR  liar.dyn.example
2.0.0.127.bl.example       A    127.0.0.2
69.113.0.203.bl.example    A    127.0.0.4
69.113.0.203.bl.example    TXT  listed; see https://bl.example/69 <abuse@bl.example>, status=sent (no)
bad.helo.example           A    203.0.113.1
bad.helo.example           TXT  v=spf1 -all

pass.example               TXT  v=spf1 ip4:203.0.113.0/28 ip6:2001:db8::1 -all
pass.example               TXT  some other text
fail.example               TXT  v=spf1 -all
soft.example               TXT  v=spf1 ~all
neutral.example            TXT  v=spf1 ?all
perm.example               TXT  v=spf1 ip4:72.11.154.128/25-all
two.example                TXT  v=spf1 ~all
two.example                TXT  v=spf1 -all
loop.example               TXT  v=spf1 include:loop.example -all
expl.example               TXT  v=spf1 -all exp=why.expl.example
why.expl.example           TXT  %{i} refused; see http://expl.example/?s=%{s}&ip=203.0.113.8, client_ip=198.51.100.99

mx.remote.example          A    198.51.100.25
refuse.example             A    198.51.100.9
hangup.example             A    198.51.100.66
twice.example              MX   10 refuse.example
twice.example              MX   20 mx.remote.example
nullmx.example             MX   0 .
badmx.example              MX   10 nowhere.nonexist.example
loops.example              MX   10 mx.ours.example
"""
# Mail for these goes to the sink.
HOSTED = "pass fail soft neutral none perm two loop expl temp remote out other listed".split()


def name(text):
    return b"".join(bytes([len(part)]) + part.encode() for part in text.rstrip(".").split(".") if part) + b"\0"


def value(kind, text):
    if kind == A:
        return socket.inet_pton(socket.AF_INET, text)
    if kind == AAAA:
        return socket.inet_pton(socket.AF_INET6, text)
    if kind == PTR:
        return name(text)
    if kind == MX:
        preference, host = text.split()
        return struct.pack(">H", int(preference)) + name(host)
    data = text.encode()
    return b"".join(bytes([len(data[i:i + 255])]) + data[i:i + 255] for i in range(0, len(data), 255))


def load():
    records = {}
    for line in TABLE.split("\n"):
        if line:
            host, kind, text = line.split(None, 2)
            records.setdefault(host, []).append((TYPES[kind], value(TYPES[kind], text)))
    for host in HOSTED:
        records.setdefault(host + ".example", []).append((MX, value(MX, "10 mx.remote.example")))
    return records


def answer(records, query):
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1:at + 1 + query[at]].decode("latin-1").lower())
        at += 1 + query[at]
    kind = struct.unpack(">H", query[at + 1:at + 3])[0]
    host, question = ".".join(labels), query[12:at + 5]
    if host.endswith("temp.example") and kind == TXT:
        return None                             # no answer: a timeout
    code = 0 if any(known == host or known.endswith("." + host) for known in records) else 3
    if host.endswith("tempdom.example"):
        code = 2                                # SERVFAIL
    found = [data for known, data in records.get(host, []) if known == kind]
    reply = query[:2] + struct.pack(">HHHHH", 0x8580 | code, 1, len(found), 0, 0) + question
    for data in found:
        reply += b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, len(data)) + data
    return reply


def main():
    records = load()
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    while True:
        query, client = server.recvfrom(4096)
        reply = answer(records, query)
        if reply:
            server.sendto(reply, client)


main()

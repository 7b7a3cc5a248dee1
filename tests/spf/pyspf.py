# pyspf.py SEED WORLDS - random worlds of DNS with checks in them, and what pyspf answers: lines as in worlds.txt.
#   mx-void     all hosts of an mx are looked up, also those behind the one that matches, and their voids count (5.4: until one matches)
#   cname-void  a CNAME to a name without data counts as two voids (4.6.4: it is one query)
# In place of a section stands where pyspf may differ from RFC 7208 here, "-" where nowhere.
import random
import socket
import sys
import warnings

warnings.simplefilter("ignore")
import spf

# Where pyspf does otherwise than RFC 7208:
#   recursion   an include of the record's own domain is an error at once, even where a term before it matches (5.2: terms are tried in order)
#   cname-loop  a loop of CNAMEs is a name without data (a resolver answers SERVFAIL)
#   early-void  voids count that %{p} meets in a redirect or an explanation, which pyspf expands before it knows that they are needed (6.1, 6.2)
#   ptr-failure a failure of a name's address ends the check (5.5: "that domain name is skipped")
world = {}
used = set()


def loops(name):
    for _ in range(12):
        records = world.get(name, [])
        if not records or records[0][0] != "CNAME":
            return False
        name = records[0][1]
    return True


def lookup(name, qtype, strict=True, timeout=None, level=0):
    name = name.rstrip(".").lower()
    records = world.get(name, [])
    if qtype == "PTR":
        used.add("PTR")
    if loops(name):
        used.add("cname-loop")
    if ("*", None) in records and not any(kind == qtype for kind, value in records):
        if "PTR" in used:
            used.add("ptr-failure")
        raise spf.TempError("DNS failure")
    for kind, value in records:
        if value is None:
            continue
        if kind == "AAAA":
            data = socket.inet_pton(socket.AF_INET6, value)
        elif kind == "TXT":
            data = (value.encode(),)
        elif kind == "MX":
            data = (int(value.split(" ")[0]), value.split(" ")[1])
        else:
            data = value
        yield (name, kind), data
        if kind == "CNAME" and level == 0:
            yield from lookup(value, qtype, strict, timeout, 1)


spf.DNSLookup = lookup


class Query(spf.query):
    """Notes what is counted that is no void lookup of the evaluation."""

    def noting(self, what, method, *arguments):
        before = self.void_lookups
        try:
            return method(*arguments)
        finally:
            if self.void_lookups > before:
                used.add(what)

    def get_explanation(self, spec):
        return self.noting("early-void", super().get_explanation, spec)

    def getp(self):
        return self.noting("early-void", super().getp)

    def dns_mx(self, domainname):
        return self.noting("mx-void", super().dns_mx, domainname)

    def dns(self, name, qtype, cnames=None, ignore_void=False):
        if any(kind == "CNAME" for kind, _ in world.get(str(name).rstrip(".").lower(), [])):
            return self.noting("cname-void", super().dns, name, qtype, cnames, ignore_void)
        return super().dns(name, qtype, cnames, ignore_void)


NAMES = ["n%d.example.com" % i for i in range(8)]
CLIENTS = ["192.0.2.%d" % i for i in range(1, 6)] + ["2001:db8::%d" % i for i in range(1, 4)] + ["::ffff:192.0.2.1", "127.0.0.1"]


def pick(r, choices):
    total = sum(weight for weight, _ in choices)
    at = r.uniform(0, total)
    for weight, choice in choices:
        at -= weight
        if at <= 0:
            return choice
    return choices[-1][1]


def name(r):
    return pick(r, [
        (20, r.choice(NAMES)), (1, "missing.example.com"), (1, "%{d}"), (1, "%{d2}"), (1, "%{l}.example.com"), (1, "%{o}"), (1, "%{h}"),
        (1, "%{l1r-}.%{d3}"), (1, "%{ir}.%{v}.list.example.com"), (1, "n%{l1}.example.com"), (0.3, "single"), (0.3, "bad..example.com"),
        (0.3, "%{x}.example.com"), (0.3, "n1.example.com."), (0.3, "%{p}.example.com"),
    ])


def lengths(r):
    return pick(r, [(10, ""), (1, "/24"), (1, "//64"), (1, "/28//120"), (0.5, "/0"), (0.5, "//0"), (0.3, "/33"), (0.3, "/024")])


def mechanism(r):
    kind = pick(r, [(4, "ip4"), (2, "ip6"), (3, "a"), (2, "mx"), (3, "include"), (1, "exists"), (0.7, "ptr"), (0.5, "bad")])
    sign = r.choice(["", "", "", "+", "-", "~", "?"])
    if kind == "ip4":
        return sign + "ip4:192.0.2.%d%s" % (r.randrange(1, 9), pick(r, [(8, ""), (1, "/30"), (1, "/24"), (0.5, "/0"), (0.2, "/33")]))
    if kind == "ip6":
        return sign + "ip6:2001:db8::%d%s" % (r.randrange(1, 5), pick(r, [(8, ""), (1, "/64"), (0.5, "/0"), (0.2, "/129")]))
    if kind in ("a", "mx"):
        return sign + kind + (":" + name(r) if r.random() < 0.7 else "") + lengths(r)
    if kind in ("include", "exists"):
        return sign + kind + ":" + name(r)
    if kind == "ptr":
        return sign + "ptr" + (":" + name(r) if r.random() < 0.5 else "")
    return r.choice(["foo", "ip4:1.2.3", "ip4", "a:", "include", "ipv4:192.0.2.1", "all.", "a/", "exists"])


def record(r):
    terms = [mechanism(r) for _ in range(pick(r, [(2, 0), (5, 1), (5, 2), (3, 3), (2, 5), (0.5, 12)]))]
    if r.random() < 0.75:
        terms.append(r.choice(["-all", "~all", "?all", "+all", "all"]))
    if r.random() < 0.12:
        terms.insert(r.randrange(len(terms) + 1), "redirect=" + name(r))
    if r.random() < 0.25:
        terms.insert(r.randrange(len(terms) + 1), "exp=" + r.choice(["why.example.com", "%{d}", "missing.example.com"]))
    if r.random() < 0.05:
        terms.insert(r.randrange(len(terms) + 1), r.choice(["foo=bar", "x-y.z=%{d}", "=x", "foo=%{q}", "redirect=n2.example.com"]))
    return r.choice(["v=spf1 ", "V=SPF1 "] if r.random() < 0.05 else ["v=spf1 "]) + " ".join(terms)


def fill(r):
    world.clear()
    for host in NAMES:
        records = world.setdefault(host, [])
        if r.random() < 0.03:
            records.append(("CNAME", r.choice(NAMES)))
            continue
        if r.random() < 0.03:
            records.append(("*", None))
        if r.random() < 0.85:
            records.append(("TXT", record(r)))
        if r.random() < 0.05:
            records.append(("TXT", r.choice(["something else", record(r)])))
        for _ in range(r.choice([0, 1, 1, 2])):
            records.append(("A", "192.0.2.%d" % r.randrange(1, 9)))
        for _ in range(r.choice([0, 0, 1])):
            records.append(("AAAA", "2001:db8::%d" % r.randrange(1, 5)))
        for i in range(pick(r, [(4, 0), (4, 1), (2, 2), (0.2, 11)])):
            records.append(("MX", "%d %s" % (i, r.choice(NAMES))))
    world["why.example.com"] = [("TXT", r.choice(["You may not.", "%{s} from %{c}", "100%", "%{i} %{h} %{p}", "see %{L} %{D2r}"]))]
    for client in CLIENTS[:5]:
        reverse = ".".join(reversed(client.split("."))) + ".in-addr.arpa"
        world[reverse] = [("PTR", n) for n in r.sample(NAMES, r.choice([0, 1, 1, 2]))]
        world[".".join(reversed(client.split("."))) + ".in-addr.list.example.com"] = [("A", "127.0.0.2")] if r.random() < 0.5 else []
    for key in [key for key, records in world.items() if not records]:
        del world[key]


def encode(text):
    if text == "":
        return "%"
    return "".join("%%%02X" % b if b <= 32 or b >= 127 or b == 37 else chr(b) for b in text.encode())


def main():
    r = random.Random(int(sys.argv[1]))
    for number in range(int(sys.argv[2])):
        fill(r)
        print("S\tworld %d" % number)
        for owner, records in world.items():
            for kind, value in records:
                print("X\t%s\t*" % owner if value is None else "R\t%s\t%s\t%s" % (encode(owner), kind, encode(value)))
        for i in range(4):
            client = r.choice(CLIENTS)
            helo = r.choice(NAMES + ["mail.example.net"])
            sender = r.choice(["user", "a-b", "1", "2"]) + "@" + r.choice(NAMES) if r.random() < 0.95 else ""
            used.clear()
            query = Query(i=client, s=sender, h=helo, strict=True, receiver="unknown")
            query.set_default_explanation("-")
            result, _, explanation = query.check()
            result = {"unknown": "permerror", "error": "temperror"}.get(result, result)
            if "recursion" in explanation:
                used.add("recursion")
            used.discard("PTR")
            if "Void lookup" not in explanation:
                used.difference_update(["early-void", "mx-void", "cname-void"])
            if result != "fail":
                explanation = "-"
            print("\t".join(["T", "%d.%d" % (number, i), ",".join(sorted(used)) or "-", client, helo, sender or "%", result, encode(explanation)]))


main()

# pyspf.py SEED WORLDS - random worlds of DNS with checks in them, and what pyspf answers: lines as in worlds.txt.
# In place of a section stands where pyspf may differ from RFC 7208 here, "-" where nowhere.
import random
import re
import socket
import sys
import warnings

warnings.simplefilter("ignore")
import spf

# Where pyspf does otherwise than RFC 7208; tests/golden/spf_pyspf/reasons.txt says how often:
#   mx-void     all hosts of an mx are looked up, also those behind the one that matches, and their voids and failures count (5.4: until one matches)
#   cname-void  a CNAME to a name without data counts as two voids (4.6.4: it is one query)
#   recursion   an include of the record's own domain is an error at once, even where a term before it matches (5.2: terms are tried in order)
#   cname-loop  a loop of CNAMEs is a name without data (2.6.6: what a resolver answers with SERVFAIL is a temperror)
#   early-void  voids count that %{p} meets in a redirect or an explanation, which pyspf expands before it knows that they are needed (6.1, 6.2)
#   early-redirect  a redirect counts as a lookup when it is read, also where a term before it matches (4.6.4: what is evaluated counts)
#   zero-digits %{d0} is taken (7.3: the digit must not be zero)
#   case        a modifier in capitals is taken for an unknown one (4.6.1: names are matched without regard to case)
#   exp-cut     an explanation is cut at labels until it has 253 bytes, as if it were a domain (7.3 cuts the domain-spec only)
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

    def expand(self, text, *arguments, **options):
        expanded = super().expand(text, *arguments, **options)
        if len(text) > 253 or len(expanded) > 180:
            used.add("exp-cut")
        return expanded

    def check_lookups(self):
        if sys._getframe(1).f_locals.get("mech", "").lower().startswith("redirect="):
            used.add("early-redirect")
        return super().check_lookups()

    def dns_spf(self, domain):
        text = super().dns_spf(domain)
        if text and re.search(r"%\{[A-Za-z]0", text):
            used.add("zero-digits")
        if text and re.search(r" (REDIRECT|EXP)=", text):
            used.add("case")
        return text

    def getp(self):
        return self.noting("early-void", super().getp)

    def dns_mx(self, domainname):
        try:
            return self.noting("mx-void", super().dns_mx, domainname)
        except spf.TempError:
            used.add("mx-void")
            raise

    def dns(self, name, qtype, cnames=None, ignore_void=False):
        if any(kind == "CNAME" for kind, _ in world.get(str(name).rstrip(".").lower(), [])):
            return self.noting("cname-void", super().dns, name, qtype, cnames, ignore_void)
        return super().dns(name, qtype, cnames, ignore_void)


NAMES = ["n%d.example.com" % i for i in range(8)]
DEEP = ["deep%d.example.com" % i for i in range(9)]
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
        (0.3, "%{x}.example.com"), (0.3, "n1.example.com."), (0.3, "%{p}.example.com"), (1, r.choice(NAMES).title()),
        (0.3, "%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.example.com"), (0.3, "%{s}"), (0.3, "%{o1}.%{d3-.}"),
        (0.3, "%{L}.%{D}"), (0.3, "%%.example.com"), (0.3, "%-.example.com"), (0.1, "%{d0}"), (0.2, "%(d)"), (0.2, "x" * 64 + ".example.com"),
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
    if r.random() < 0.1:
        terms = [term.upper() if r.random() < 0.5 and "%" not in term else term for term in terms]
    if r.random() < 0.05:
        # More than the evaluator below us holds in one piece.
        terms = ["ip4:198.51.%d.%d" % (i >> 8, i & 255) for i in range(r.choice([40, 80, 200]))] + terms
    return r.choice(["v=spf1 ", "V=SPF1 "] if r.random() < 0.05 else ["v=spf1 "]) + r.choice([" ", " ", " ", "  "]).join(terms)


def deep(r):
    """Records that lead to each other: includes of includes, chains of redirects, as many as there may be and more."""
    for level, host in enumerate(DEEP):
        below = DEEP[level + 1:]
        terms = []
        for _ in range(pick(r, [(3, 1), (3, 2), (1, 4)])):
            target = r.choice(below[:4]) if below and r.random() < 0.9 else r.choice(["missing.example.com"] + NAMES)
            terms.append(r.choice(["", "", "", "-", "~", "?"]) + "include:" + target)
        for _ in range(r.choice([0, 0, 1])):
            terms.append(r.choice(["a:missing%d.example.com" % r.randrange(3), "mx:" + r.choice(NAMES), "a", "mx", "exists:%{ir}.list.example.com", "ptr:example.com"]))
        if r.random() < 0.3:
            terms.append("ip4:192.0.2.%d" % r.randrange(1, 6))
        r.shuffle(terms)
        if below and r.random() < 0.4:
            terms.append("redirect=" + r.choice(below[:3]))
        elif r.random() < 0.8:
            terms.append(r.choice(["-all", "~all", "?all"]))
        if r.random() < 0.2:
            terms.append("exp=why.example.com")
        world[host] = [("TXT", "v=spf1 " + " ".join(terms))]
        if r.random() < 0.3:
            world[host].append(("A", "192.0.2.%d" % r.randrange(1, 9)))
        if r.random() < 0.1:
            world[host] = [("CNAME", r.choice(below))] if below else []


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
        for i in range(pick(r, [(4, 0), (4, 1), (2, 2), (0.2, 9), (0.2, 10), (0.2, 11)])):
            records.append(("MX", "%d %s" % (i, r.choice(NAMES + ["m%d.example.com" % i]))))
    for i in range(11):
        if r.random() < 0.5:
            world["m%d.example.com" % i] = [("A", "192.0.2.%d" % r.randrange(1, 9))]
    deep(r)
    world["why.example.com"] = [("TXT", r.choice(["You may not.", "%{s} from %{c}", "100%", "%{i} %{h} %{p}", "see %{L} %{D2r}", "%{c} is not %{o}, %{d1}%_%{r}", "%{i}" * 40, "x" * 400, "%{v}%%%-"]))]
    if r.random() < 0.1:
        world["why.example.com"] = r.choice([[], [("TXT", "one"), ("TXT", "two")], [("CNAME", "n1.example.com")], [("*", None)]])
    for client in CLIENTS[:5]:
        reverse = ".".join(reversed(client.split("."))) + ".in-addr.arpa"
        world[reverse] = [("PTR", n) for n in r.sample(NAMES + DEEP, pick(r, [(1, 0), (2, 1), (1, 2), (0.2, 12)]))]
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
            helo = r.choice(NAMES + ["mail.example.net", "MAIL.Example.NET", "[192.0.2.1]", "pc"])
            sender = r.choice(["user", "a-b", "1", "2"]) + "@" + r.choice(NAMES + DEEP[:5]) if r.random() < 0.95 else ""
            used.clear()
            query = Query(i=client, s=sender, h=helo, strict=True, receiver="unknown")
            query.set_default_explanation("-")
            result, _, explanation = query.check()
            result = {"unknown": "permerror", "error": "temperror"}.get(result, result)
            if "recursion" in explanation:
                used.add("recursion")
            used.discard("PTR")
            # Of a failure and one void too many, that which comes first decides; and voids end an explanation, too.
            if "Void lookup" not in explanation and result != "temperror" and (result, explanation) != ("fail", "-"):
                used.difference_update(["early-void", "mx-void", "cname-void"])
            if "Too many DNS lookups" not in explanation:
                used.discard("early-redirect")
            if result != "fail":
                explanation = "-"
            print("\t".join(["T", "%d.%d" % (number, i), ",".join(sorted(used)) or "-", client, helo, sender or "%", result, encode(explanation)]))


main()

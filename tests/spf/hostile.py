"""Worlds of SPF that mean no good: the mild ones, with terms that should not parse, names that are none, loops, failures and texts of bytes."""
import mild

ODD_TERMS = [
    "all:x", "all/8", "all.", "all;", "all=", "-all=no", "--all", "!all", "-+all", "a-all", "mx-all", '"-all"', "\u2013all", "v=spf1", "+", "-", "ip:192.0.2.1",
    "ip4:192.0.2", "ip4:192.0.2.256", "ip4:192.0.02.1", "ip4:192.0.2.1/024", "ip4:192.0.2.1/", "ip4:192.0.2.1/-1", "ip4:192.0.2.1/24/", "ip4:192.0.2.1//24",
    "ip4:192.0.2.1,192.0.2.2", "ip4:192.0.2.1-192.0.2.9", "ip4:[192.0.2.1]", "ip4:%{i}", "ip4:2001:db8::1", "ip4:0.0.0.0/0", "ip4:example.com",
    "ip6:2001:db8", "ip6:2001:db8:::1", "ip6:2001:db8::1::2", "ip6:12345::", "ip6:[2001:db8::1]", "ip6:2001:db8::1%eth0", "ip6:::ffff:192.0.2.1", "ip6:::192.0.2.1",
    "ip6:::ffff:192.0.02.1", "ip6:1:2:3:4:5:6:7:", "ip6:1:2:3:4:5:6:7::", "ip6:::2:3:4:5:6:7:8", "ip6:1:2:3:4:5:6:7:8:9", "ip6:2001:db8::1/064", "ip6:2001:db8::1/",
    "a:", "a/", "a//", "a/24/64", "a/024", "a//129", "a/24//64/", "a:/24", "mx:", "mx/33", "ptr:", "ptr/24", "exists", "exists:", "exists:%{d}/24", "include", "include:",
    "include:%{d}", "include:%{o}/24", "redirect:n1.example.com", "redirect=", "exp=", "exp:n1.example.com", "redirect=n1.example.com", "exp=why.example.com",
    "foo", "foo:bar", "foo=", "=foo", "1x=y", "_x=y", "-x=y", "x_=%%", "foo=%", "foo=%{", "foo=%{d", "foo=%{x}", "foo=%{r}", "foo=%{p}", "foo=bar", "foo=bar", "foo=\x01",
    "default=%{d", "op=%{", "a:b=c.example.com", "a\tmx", "mx\x7f", "exists:%{d}\x01.example.com", "\u00e9", "a:\u00fc.example.com", "",
    "exists:%{d256}", "exists:%{d0}", "exists:%{d00001}", "exists:%{d99999999999999999999}", "exists:%{dr1}", "exists:%{d1.2}", "exists:%{d*}", "exists:%{ d}", "exists:%{}",
    "exists:%{d", "exists:%(d)", "exists:%{d}}", "exists:%{dR}", "exists:%{d1R-}.example.com", "exists:%{o-}.example.com", "exists:%{h+.}.example.com", "exists:%{s@}",
    "exists:%{d}.%{t}", "exists:n1.example.com%%", "exists:%%%x.example.com", "exists:%{p}", "a:%{p2}", "mx:%{pr}.example.com", "ptr:%{p}", "exists:%{L}.example.com", "exists:%{S}",
    "a:%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.%{d}.example.com",
]
ODD_NAMES = [
    "com", "localhost", "a..b.example.com", ".example.com", "n1.example.com.", "n1.example.com..", "x.123", "x.1-2", "x.-a", "x.a-", "192.0.2.1", "x.c0m", "n1.example.com:25",
    "http://n1.example.com", "x=y.example.com", "a@n1.example.com", "*.example.com", "n1.example.com/", "a/b.example.com", "_spf.example.com", "x.xn--p1ai",
    "x" * 63 + ".example.com", "x" * 64 + ".example.com", ".".join(["x" * 60] * 5) + ".com", "%{l}", "%{l}.%{o}", "%{h}", "loop1.example.com", "chain1.example.com", "chain5.example.com",
]
VERSIONS = ["v=spf1", "V=Spf1", "v=spf10", "v=spf1;", "v=spf2.0", " v=spf1", "v= spf1", "v=spf1\t", "v=spf", '"v=spf1', "spf2.0/pra", "v=spf1\u00a0", "v=spf1.0", "v=spf1,", "v=spf1mx"]
TEXTS = ["", "x y", "v=DMARC1; p=none", "\u00ff\u00fe", "v=spf1foo", "v=spf1 -all", "v=spf1", "x" * 3000]
REASONS = ["bad %", "bad %{x}", "%{d0}", "caf\u00e9", "tab\there", " two  blanks ", "", "%{l+}|%{lr-.}", "%{v}.%{ir}", "%{h3r}", "%{p} %{s1r-}", "%{c} " * 30, "a." * 200]
LOCALS = ["", '"a b"', '"a@b"', "a@b", "a..b", "x" * 70, "x." * 120, "\u00e9", "a%b", "%{d}", "a=b/c,d", "user+tag", "Joe", ".", "a;b", "o'x"]
DOMAINS = ["localhost", "com", "", "[192.0.2.1]", "192.0.2.1", "n1.example.com.", "N2.Example.COM", "x..example.com", ".example.com", ".", "x" * 64 + ".example.com", "loop1.example.com", "b\u00fccher.example.com"]
HELOS = DOMAINS + ["a b", "-", "_x.example.com", "%{d}.example.com"]
CLIENTS = ["::", "::1", "0.0.0.0", "255.255.255.255", "2001:DB8::1", "::FFFF:c000:201"]


def odd(r, text):
    """A record with something wrong in it."""
    terms = text.split(" ")
    for _ in range(r.choice([1, 1, 2])):
        at = r.randrange(1, len(terms) + 1)
        what = r.randrange(10)
        if what < 5:
            terms.insert(at, r.choice(["", "", "-", "~"]) + r.choice(ODD_TERMS))
        elif what < 8:
            terms.insert(at, r.choice(["a:", "mx:", "include:", "exists:", "ptr:", "redirect=", "exp="]) + r.choice(ODD_NAMES) + r.choice(["", "", "", "/24", "//64"]))
        elif what < 9:
            terms[0] = r.choice(VERSIONS)
        else:
            text = " ".join(terms)
            at = r.randrange(len(text))
            terms = (text[:at] + r.choice([chr(r.randrange(1, 256)), "", text[at] * 2, " ", "%"]) + text[at + 1:]).split(" ")
    return " ".join(terms)


def fill(r, world):
    mild.fill(r, world)
    for host, records in world.items():
        if records[0][0] == "CNAME":
            continue
        for i, (kind, value) in enumerate(records):
            if kind == "TXT" and value and r.random() < 0.4:
                records[i] = kind, odd(r, value)
        failing = r.choice(["A", "AAAA", "MX", "TXT", "PTR"])
        if r.random() < 0.03 and not any(kind == failing for kind, _ in records):
            records.append((failing, None))
        if r.random() < 0.05:
            records.append(("TXT", r.choice(TEXTS)))
        if r.random() < 0.05:
            records.append(("MX", "0 " + r.choice([".", "localhost", "loop1.example.com", "chain1.example.com", "missing.example.com"])))
        world[host] = list(dict.fromkeys(records))
    if r.random() < 0.5:
        world["why.example.com"] = [("TXT", r.choice(REASONS))]
    for i in range(1, 4):
        world["loop%d.example.com" % i] = [("CNAME", "loop%d.example.com" % (i % 3 + 1))]
    for i in range(1, 14):
        world["chain%d.example.com" % i] = [("CNAME", "chain%d.example.com" % (i + 1) if i < 13 else r.choice(mild.NAMES))]


def check(r):
    client, helo, sender = mild.check(r)
    if r.random() < 0.05:
        client = r.choice(CLIENTS)
    if r.random() < 0.1:
        helo = r.choice(HELOS)
    if r.random() < 0.2:
        local, _, domain = sender.rpartition("@")
        sender = (r.choice(LOCALS), local)[r.random() < 0.3] + "@" + (r.choice(DOMAINS), domain)[r.random() < 0.7]
    elif r.random() < 0.02:
        sender = r.choice(DOMAINS)
    return client, helo, sender

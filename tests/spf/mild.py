"""Worlds of SPF as they might be: records with a slip here and there, some that lead to each other."""

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


def deep(r, world):
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


def fill(r, world):
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
    deep(r, world)
    world["why.example.com"] = [("TXT", r.choice(["You may not.", "%{s} from %{c}", "100%", "%{i} %{h} %{p}", "see %{L} %{D2r}", "%{c} is not %{o}, %{d1}%_%{r}", "%{i}" * 40, "x" * 400, "%{v}%%%-"]))]
    if r.random() < 0.1:
        world["why.example.com"] = r.choice([[], [("TXT", "one"), ("TXT", "two")], [("CNAME", "n1.example.com")], [("*", None)]])
    for client in CLIENTS[:5]:
        reverse = ".".join(reversed(client.split("."))) + ".in-addr.arpa"
        world[reverse] = [("PTR", n) for n in r.sample(NAMES + DEEP, pick(r, [(1, 0), (2, 1), (1, 2), (0.2, 12)]))]
        world[".".join(reversed(client.split("."))) + ".in-addr.list.example.com"] = [("A", "127.0.0.2")] if r.random() < 0.5 else []
    for key in [key for key, records in world.items() if not records]:
        del world[key]


def check(r):
    client = r.choice(CLIENTS)
    helo = r.choice(NAMES + ["mail.example.net", "MAIL.Example.NET", "[192.0.2.1]", "pc"])
    sender = r.choice(["user", "a-b", "1", "2"]) + "@" + r.choice(NAMES + DEEP[:5]) if r.random() < 0.95 else ""
    return client, helo, sender

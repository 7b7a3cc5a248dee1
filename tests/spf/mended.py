"""pyspf with its departures from RFC 7208, each of which can be mended: a difference comes from what must be mended to make it go."""
import re
import socket
import sys
import warnings

warnings.simplefilter("ignore")
import spf

# What pyspf does otherwise, and the section that says so.
DEPARTURES = {
    "all-mx": "looks up all hosts of an mx, also those behind the one that matches: their voids and failures count (5.4)",
    "at-sign": "takes the first @ of a sender for the one before its domain (4.1, RFC 5321 4.1.2)",
    "bare": "takes -exists without a name for one of the record's own domain (5.7)",
    "case": "takes REDIRECT= and EXP= for unknown modifiers (4.6.1)",
    "cname-chain": "is permerror where CNAMEs lead on more than ten times (4.6.4 does not count them)",
    "cname-loop": "takes a loop of CNAMEs for a name without data (2.6.6: resolvers answer SERVFAIL)",
    "cname-void": "counts a CNAME to a name without data as two voids (4.6.4: it is one query)",
    "control": "takes control characters inside of terms and explanations (4.6.1, 6.2, 7.1)",
    "cut-once": "takes one label off a name longer than 253, not as many as it must (7.3)",
    "early": "expands %{p} of each term when it reads the record: voids and failures count where the term is not reached (4.6.4, 5)",
    "early-redirect": "counts a redirect as a lookup when it reads it, also where a term matches (4.6.4, 6.1)",
    "empty-exp": "takes an empty explanation for none (6.2)",
    "empty-name": "is permerror where a name expands to nothing (4.8: the term does not match)",
    "exp-cut": "cuts an explanation at a label as if it were a name (7.3 cuts names only)",
    "final-dot": "takes a domain with a final dot for none (4.3: an empty label at the end is no error)",
    "macro-syntax": "takes %{d0}, %{d, %{d*}, %{dr1}, %{dR}, a final %% and other macros otherwise than their grammar says (7.1)",
    "obsolete": "does not look at the values of default= and op= (6: they are macro-strings as those of other unknown modifiers)",
    "ptr-order": "takes the first ten of more PTR names in the order of the answer, where we take those of the alphabet (4.6.4: any ten)",
    "ptr-failure": "is temperror where a PTR or the address of its name cannot be had (5.5: the mechanism does not match, the name is skipped)",
    "recursion": "is permerror where a record includes its own domain, also where a term before it matches (4.6.2)",
    "repeated": "is permerror where an unknown modifier comes twice (6: redirect and exp must not)",
}
MACRO = re.compile(r"%(?:[%_-]|\{([a-z])(0*[1-9][0-9]*)?(r?)([.+,/_=-]*)\}|(.?))", re.IGNORECASE | re.DOTALL)
INVALID, NEVER = spf.RE_INVALID_MACRO, re.compile("(?!)")
LONGEST = 1024     # bytes of an explanation that are kept: our limit
world = {}


def lookup(name, qtype, strict=True, timeout=None, level=0):
    """An answer as dnspython's door gives it; of a CNAME also what it leads to."""
    records = world.get(name.rstrip(".").lower(), [])
    if any(value is None and kind in ("*", qtype) for kind, value in records) and not any(kind == qtype and value is not None for kind, value in records):
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
        if kind == "CNAME" and level < 1:
            yield from lookup(value, qtype, strict, timeout, level + 1)


spf.DNSLookup = lookup


def loops(name):
    seen = set()
    while name not in seen:
        seen.add(name)
        aliases = [value for kind, value in world.get(name, []) if kind == "CNAME"]
        if not aliases:
            return False
        name = aliases[0].rstrip(".").lower()
    return True


class Empty(str):
    """An empty text that is one."""

    def __bool__(self):
        return True


class Target:
    """The name of a term, expanded when its turn has come."""

    def __init__(self, query, spec, counts):
        self.query, self.spec, self.counts, self.name = query, spec, counts, None

    def __str__(self):
        if self.name is None:
            if self.counts:
                self.query.check_lookups()
            self.name = self.query.expand(self.spec, reading=False) or "."
        return self.name

    def lower(self):
        return str(self).lower()


class Query(spf.query):
    def __init__(self, mends, client, helo, sender):
        super().__init__(i=client, s=sender, h=helo, strict=True, receiver="unknown")
        self.mends, self.late_redirect, self.t = mends, False, "0"
        self.set_default_explanation("-")
        if "at-sign" in mends and "@" in self.s:
            self.l, self.o = self.s.rsplit("@", 1)
            self.l, self.d = self.l or "postmaster", self.o
        if "final-dot" in mends and self.d.endswith("."):
            self.d = self.d[:-1]

    def answer(self):
        spf.RE_INVALID_MACRO = NEVER if "macro-syntax" in self.mends else INVALID
        spf.MAX_CNAME = 1000 if "cname-chain" in self.mends else 10
        try:
            result, _, explanation = self.check()
        except Exception as fault:
            return "crash", type(fault).__name__
        return result, explanation[:LONGEST] if result == "fail" else "-"

    # Records

    def check1(self, text, domain, recursion):
        return super().check1(text, str(domain), recursion)

    def check0(self, text, recursion):
        if text and "control" in self.mends and re.search("[^ -~]", text):
            raise spf.PermError("control character")
        if text and "obsolete" in self.mends:
            for value in re.findall(" (?:default|op)=([^ ]*)", text):
                self.expand(value)
        if text and "case" in self.mends:
            text = re.sub(" (redirect|exp)=", lambda name: name[0].lower(), text, flags=re.IGNORECASE)
        return super().check0(text, recursion)

    def dns_spf(self, domain):
        domain = str(domain)
        if "final-dot" in self.mends and domain.endswith("."):
            domain = domain[:-1]
        return super().dns_spf(domain)

    def note_error(self, message, *term):
        if "repeated" not in self.mends or "at most once" not in message or message.lower().startswith("exp="):
            return super().note_error(message, *term)

    def validate_mechanism(self, term):
        if "bare" in self.mends and re.fullmatch("[-+?~]exists", term, re.IGNORECASE):
            raise spf.PermError("exists without a name")
        try:
            return super().validate_mechanism(term)
        except spf.PermError as error:
            if "recursion" not in self.mends or "trivial recursion" not in str(error) or ":" not in term:
                raise
            return term, "include", self.d, self.cidrmax, spf.RESULTS.get(term[0], "pass")

    def check_lookups(self):
        if "early-redirect" in self.mends and sys._getframe(1).f_locals.get("mech", "").lower().startswith("redirect="):
            self.late_redirect = True
        else:
            super().check_lookups()

    def get_explanation(self, spec):
        voids = self.void_lookups
        if "early" in self.mends:
            self.void_lookups = -1000
        try:
            text = super().get_explanation(spec)
            return Empty() if text == "" and "empty-exp" in self.mends else text
        finally:
            if "early" in self.mends:
                self.void_lookups = voids

    # Names

    def expand_domain(self, spec):
        counts, self.late_redirect = self.late_redirect, False
        name = super().expand_domain(spec) or ("." if spec and "empty-name" in self.mends else "")
        return Target(self, spec, counts) if spec and (counts or "early" in self.mends and "%{p" in spec.lower()) else name

    def expand(self, text, stripdot=True, reading=True):
        if "macro-syntax" in self.mends:
            text = MACRO.sub(canonical, text)
        if "control" in self.mends and re.search("[^ -~]", text):
            raise spf.PermError("control character")
        known = self.p
        if "early" in self.mends and reading and stripdot:
            self.p = "unknown"
        try:
            if self.mends.isdisjoint(("cut-once", "exp-cut")):
                return super().expand(text, stripdot)
            return self.cut(self.expand_whole(text, stripdot), stripdot)
        finally:
            if "early" in self.mends and reading and stripdot:
                self.p = known

    def expand_whole(self, text, stripdot):
        if spf.RE_INVALID_MACRO.search(text):
            raise spf.PermError("invalid-macro-char")
        if stripdot and re.search("%{[crt]", text, re.IGNORECASE):
            raise spf.PermError("c,r,t macros allowed in exp= text only")
        return spf.RE_CHAR.sub(lambda macro: super(Query, self).expand(macro[0], False), text)

    def cut(self, name, stripdot):
        if not stripdot:
            return name if "exp-cut" in self.mends else name.split(".", 1)[-1] if len(name) > 253 else name
        name = name[:-1] if name.endswith(".") else name
        times = 1000 if "cut-once" in self.mends else 1
        while len(name) > 253 and "." in name and times > 0:
            name, times = name.split(".", 1)[1], times - 1
        return name

    # DNS

    def dns(self, name, qtype, cnames=None, ignore_void=False):
        if cnames is None and "cname-loop" in self.mends and loops(str(name).rstrip(".").lower()):
            raise spf.TempError("DNS failure")
        return super().dns(name, qtype, cnames, ignore_void or cnames is not None and "cname-void" in self.mends)

    def dns_mx(self, domain):
        if "all-mx" not in self.mends:
            return super().dns_mx(domain)
        hosts = self.dns(domain, "MX")
        if len(hosts) > spf.MAX_MX:
            raise spf.PermError("MX records")
        return (address for _, host in sorted(hosts) for address in self.dns_a(host, self.A))

    def cidrmatch(self, addresses, length):
        if "all-mx" not in self.mends:
            return super().cidrmatch(addresses, length)
        return any(super(Query, self).cidrmatch([address], length) for address in addresses)

    def validated_ptrs(self):
        if "ptr-failure" not in self.mends:
            return super().validated_ptrs()
        return [name for name in self.passing(self.dns_ptr, self.i)[:spf.MAX_PTR] if self.cidrmatch(self.passing(self.dns_a, name, self.A), self.cidrmax)]

    def dns_ptr(self, client):
        names = super().dns_ptr(client)
        return sorted(names) if "ptr-order" in self.mends else names

    def passing(self, ask, *arguments):
        try:
            return ask(*arguments)
        except spf.TempError:
            return []


def canonical(macro):
    if macro[5] is not None:
        raise spf.PermError("macro")
    return macro[0] if macro[1] is None else "%%{%s%s%s%s}" % (macro[1], macro[2] or "", macro[3].lower(), macro[4])

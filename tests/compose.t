#!/bin/sh
# compose.t - the writer of mails: whatever stands in subject, text, page and pictures comes out of Python's parser as it went in, and the mail is one
# that every mail system takes: ASCII, short lines, the header fields that are ours and no other.
. tests/tap.sh

cat >"$SCRATCH/compose.py" <<'END'
import email, email.header, email.policy, itertools, os, random, re, subprocess, sys
program, folder = sys.argv[1:]
FIELDS = ["From", "To", "Subject", "Date", "Auto-Submitted", "MIME-Version", "Content-Type"]

def compose(subject, text, page, pictures):
    paths = []
    for name, content in [("subject", subject), ("text", text), ("page", page)] + [("picture%d" % i, p) for i, p in enumerate(pictures)]:
        paths.append(os.path.join(folder, name))
        with open(paths[-1], "wb") as out:
            out.write(content)
    return subprocess.run([program] + paths, stdout=subprocess.PIPE, check=True).stdout

def ended(text):
    return text if text.endswith(b"\n") or not text else text + b"\n"

def decoded(subject):
    parts = email.header.decode_header(re.sub(r"\n([ \t])", r"\1", subject))
    return b"".join(p if isinstance(p, bytes) else p.encode() for p, _ in parts)

def faults(subject, text, page, pictures):
    raw = compose(subject, text, page, pictures)
    mail = email.message_from_bytes(raw)
    lines = raw.split(b"\n")
    head = lines[:lines.index(b"")]
    if any(c > 126 or c < 32 and c not in b"\n\t" for c in raw): yield "not only printable ASCII"
    if max(map(len, lines)) > 998: yield "a line of %d" % max(map(len, lines))
    if max(map(len, head)) > 78: yield "a line of %d in the header" % max(map(len, head))
    if any(l.startswith(b"From ") or l == b"." for l in lines): yield "a line that is changed on the way"
    if mail.keys() != FIELDS: yield "fields: %s" % mail.keys()
    if any(part.defects for part in mail.walk()): yield "defects: %s" % [p.defects for p in mail.walk()]
    kinds = [part.get_content_type() for part in mail.walk()]
    if kinds != ["multipart/alternative", "text/plain", "multipart/related", "text/html"] + ["image/png"] * len(pictures): return (yield "parts: %s" % kinds)
    got = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    for name, is_, was in zip(["text", "page"] + ["picture"] * len(pictures), got, [text, page] + pictures):
        if ended(is_) != ended(was): yield "%s: %r for %r" % (name, is_[:200], was[:200])
    if decoded(mail["Subject"]) != subject: yield "subject: %r for %r" % (decoded(mail["Subject"])[:200], subject[:200])
    ids = [part["Content-ID"] for part in mail.walk() if part["Content-ID"]]
    if len(set(ids)) != len(pictures): yield "ids: %s" % ids

subjects = [b"nothing to do", b"", b"a b", b" ", b"a  b", b"x" * 10000, b"a " * 200, b"STORM \xc3\xa9.example: 5", b"=?UTF-8?Q?x?=", b"a\nBcc: x@evil.example\n\nbody",
    b"a\r\nBcc: x", b"\xe2\x80\xae\xe2\x80\x8b.example", b"\x1b[2J", "\U0001f4a9".encode() * 50, b"a" * 75 + b" " + b"b" * 37, b"a" * 37 + b" b" * 40, b"end "]
texts = [b"", b"a\n", b"a", b"From here\n", b".\n", b"..\n", b"a \nb\t\n", b"x" * 5000 + b"\n", b"\xc3\xa9" * 3000, b"\xff\x00\x80\n", b"a\r\nb\r\n", b"=3D =\n= \n", b"\n\n\n",
    b"--a-\n--r-\n--\n", "\u202emoc.example\u200b\n".encode(), b"x" * 899 + b"\n", b"x" * 901 + b"\n"]
texts += [b"x" * n + b"From \xc3\xa9\n" + b"x" * n + b".\xc3\xa9\n" for n in range(66, 76)]
random.seed(7)
noise = [bytes(random.choice(b"aF. =\n\r\t\xc3\xa9From .-\x00<") for _ in range(random.randrange(400))) for _ in range(120)]
cases = [(s, b"text\n", b"<p>page</p>\n", []) for s in subjects] + [(b"s", t, p, [b"\x89PNG"]) for t, p in zip(texts, reversed(texts))] + \
    [(b"s", t, p, [q, q[::-1]]) for t, p, q in zip(noise, noise[1:], noise[2:])]
wrong = [(i, f) for i, case in enumerate(cases) for f in faults(*case)]
for i, fault in wrong[:20]:
    print("case %d: %s" % (i, fault))
print("%d mails" % len(cases))
END
is "$(python3 "$SCRATCH/compose.py" "$BUILD/tests/compose" "$SCRATCH" 2>&1)" "162 mails" "all comes out as it went in"
done_testing

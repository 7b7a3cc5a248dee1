"""pyspf.py KIND SEED WORLDS FILE SPFCHECK - random worlds of a kind (mild or hostile), written to FILE, evaluated by pyspf and by us.

A line for each check: its name, our result and why pyspf has another: "same", what must be mended in pyspf so that it has ours, or "unexplained"
and what it says even then. "pyspf.py departures" prints what is mended."""
import importlib
import random
import subprocess
import sys

import mended

ALL = frozenset(mended.DEPARTURES)


def encode(text):
    return "".join("%%%02X" % b if b <= 32 or b >= 127 or b == 37 else chr(b) for b in text.encode()) or "%"


def cause(question, ours):
    """The departures without whose mending pyspf says otherwise than we."""
    if mended.Query(frozenset(), *question).answer() == ours:
        return "same"
    if mended.Query(ALL, *question).answer() != ours:
        return "unexplained %r %r %r" % (question, ours, mended.Query(ALL, *question).answer())
    needed = ALL
    for departure in sorted(ALL):
        if mended.Query(needed - {departure}, *question).answer() == ours:
            needed -= {departure}
    return ",".join(sorted(needed))


def write(file, worlds):
    for number, (world, questions) in enumerate(worlds):
        print("S\tworld %d" % number, file=file)
        for owner, records in world.items():
            for qtype, value in records:
                print("X\t%s\t%s" % (owner, qtype) if value is None else "R\t%s\t%s\t%s" % (encode(owner), qtype, encode(value)), file=file)
        for i, question in enumerate(questions):
            print("\t".join(["T", "%d.%d" % (number, i), "-"] + [encode(text) for text in question]), file=file)


def main(name, seed, count, path, spfcheck):
    kind, r, worlds = importlib.import_module(name), random.Random(int(seed)), []
    for _ in range(int(count)):
        world = {}
        kind.fill(r, world)
        worlds.append((world, [kind.check(r) for _ in range(4)]))
    with open(path, "w") as file:
        write(file, worlds)
    lines = iter(subprocess.run([spfcheck, path], check=True, stdout=subprocess.PIPE).stdout.decode().split("\n"))
    for world, questions in worlds:
        mended.world.clear()
        mended.world.update(world)
        for question in questions:
            number, result, explanation = next(lines).split("\t")
            print("\t".join([number, result, cause(question, (result, explanation))]))


if sys.argv[1] == "departures":
    for departure, what in mended.DEPARTURES.items():
        print("%s\t%s" % (departure, what))
else:
    main(*sys.argv[1:])

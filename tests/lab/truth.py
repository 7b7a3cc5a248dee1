"""truth - what really happened, told by those who did it: a line in /lab/truth/KIND for each event, its fields between tabs."""
import os


def note(kind, *fields):
    line = "\t".join("" if field is None else str(field) for field in fields) + "\n"
    out = os.open("/lab/truth/" + kind, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    os.write(out, line.encode())
    os.close(out)

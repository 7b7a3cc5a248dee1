"""addresses - the servers of the lab (hosts), and ours."""
import pathlib

LINES = (pathlib.Path(__file__).parent / "hosts").read_text().splitlines()
SERVERS = {line.split()[0]: line.split()[1] for line in LINES if not line.startswith("#")}
SERVERS["ours"] = "192.0.2.25"

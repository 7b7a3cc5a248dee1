#!/bin/sh
# page.t - reports as pages: what stands in them, what strangers' texts do to them, and what a browser says where there is one.
. tests/tap.sh

db=$SCRATCH/page.db
unjoe()
{
	"$UNJOE" --db "$db" --now 2026-11-24 "$@"
}
"$UNJOE" --db "$db" ingest samples/case/joejob/log samples/case/joejob/mail 2>"$SCRATCH/said"
unjoe event add "rate limit on null senders" --at "2026-11-23 09:25" >"$SCRATCH/none" 2>&1

PATH=$SCRATCH/none "$UNJOE" --db "$db" --now 2026-11-24 report --html "$SCRATCH/all.html" >"$SCRATCH/said" 2>&1
golden page/all.html "the page of all, without gnuplot" <"$SCRATCH/all.html"
is "$(cat "$SCRATCH/said")" "$SCRATCH/all.html: the page is written" "nothing else is printed"
PATH=$SCRATCH/none "$UNJOE" --db "$db" --now 2026-11-24 report bounces --html "$SCRATCH/bounces.html" 2>"$SCRATCH/said"
golden page/bounces.html "a report" <"$SCRATCH/bounces.html"
mkdir "$SCRATCH/folder"
unjoe report hosts --html "$SCRATCH/folder" 2>"$SCRATCH/said"
is "$(ls "$SCRATCH/folder")" index.html "into a folder"
is "$(cat "$SCRATCH/said")" "$SCRATCH/folder/index.html: the page is written" "which is said"
umask 022
unjoe report hosts --html "$SCRATCH/mode.html" 2>"$SCRATCH/said"
is "$(stat -c %a "$SCRATCH/mode.html")" 644 "as open as other files"
fails "a folder that there is not" 1 "$UNJOE" --db "$db" report --html "$SCRATCH/no/all.html"
fails "a page and a format" 2 "$UNJOE" --db "$db" report --html "$SCRATCH/x.html" --format tsv
fails "a report that there is not" 2 "$UNJOE" --db "$db" report storms --html "$SCRATCH/x.html"
is "$(ls "$SCRATCH" | grep -c '^x\.html')" 0 "leaves no file"
ok "what is no file is written to as it is" unjoe report hosts --html /dev/null
ok "and stays" test -c /dev/null
"$UNJOE" --db "$db" --now 2026-11-18T12:00 report --html "$SCRATCH/back.html" 2>"$SCRATCH/said"
like "$(cat "$SCRATCH/back.html")" 'mute">15 Nov 2026 07:07 to 18 Nov 2026 12:00 UTC' "a clock that was set back: up to now, not the days to come"
unjoe report --since 2026-10-01 --until 2026-10-02 --html "$SCRATCH/nothing.html" 2>"$SCRATCH/said"
like "$(cat "$SCRATCH/nothing.html")" 'no storm of bounces' "a time of which nothing was read"
"$UNJOE" --db "$SCRATCH/empty.db" ingest /dev/null 2>"$SCRATCH/said"
"$UNJOE" --db "$SCRATCH/empty.db" --now 2026-11-24 report --html "$SCRATCH/empty.html" 2>"$SCRATCH/said"
like "$(cat "$SCRATCH/empty.html")" 'Nothing was read yet' "an empty database"

# Texts from strangers.
long=$(printf '%10000s' x | tr ' ' x)
n=0
for name in '<script>alert(1)</script>.example' '"onload="alert(1).example' "'><img/src=x>.example" "$(printf '\342\200\256moc.example')" '&lt;b.example' \
    "$(printf '\033[2Jx.example')" "$(printf 'a\300\257.example')" '</style>.example' "$long.example"; do
	n=$((n + 1))
	printf 'Nov 23 12:00:%02d mx postfix/smtpd[7]: 4ABC%02dDEF0: client=unknown[203.0.113.9]\n' $n $n
	printf 'Nov 23 12:00:%02d mx postfix/qmgr[8]: 4ABC%02dDEF0: from=<a@%s>, size=100, nrcpt=1 (queue active)\n' $n $n "$name"
done >"$SCRATCH/hostile.log"
"$UNJOE" --db "$SCRATCH/hostile.db" --now 2026-11-24 ingest --year 2026 "$SCRATCH/hostile.log" 2>"$SCRATCH/said"
"$UNJOE" --db "$SCRATCH/hostile.db" --now 2026-11-24 report senders --html "$SCRATCH/hostile.html" 2>"$SCRATCH/said"
golden page/hostile.html "texts from strangers" <"$SCRATCH/hostile.html"
is "$(grep -ciE '<(script|img)|<[^>]*[ "]on[a-z]+=' "$SCRATCH/hostile.html")" 0 "nothing of them is a tag"
is "$(sed 1,/style/d "$SCRATCH/hostile.html" | LC_ALL=C grep -c '[^ -~]')" 0 "nor acts in another way"

# Of incidents: a storm, a stolen account, and one of which all that strangers may write was written by one who means ill.
unjoe incident last --html "$SCRATCH/incident.html" 2>"$SCRATCH/said"
is "$(sed -n 's|<div><dt>\(.*\)</dt><dd>\(.*\)</dd></div>|\2 \1|p' "$SCRATCH/incident.html")" "368 bounces of mail that we never sent
300 of them refused at the door
87 in the ten minutes of the peak
86 hosts that brought them
303 addresses of ours
2 forgers that three name" "in large type what matters most"
"$UNJOE" --db "$SCRATCH/takeover.db" ingest samples/case/takeover/log samples/case/takeover/mail 2>"$SCRATCH/said"
"$UNJOE" --db "$SCRATCH/takeover.db" --now 2026-11-24 incident last --html "$SCRATCH/takeover.html" 2>"$SCRATCH/said"
cp "$db" "$SCRATCH/attacked.db"
evil="char(27) || '[2J<script>alert(1)</script>\"onload=\"x' || char(8238, 8203) || '</title></style>\`id\`' || replace(hex(zeroblob(5000)), '00', 'xy')"
for set in "incident_tally SET value = hex(value) || $evil WHERE what <> 'total' AND what <> 'class'" "incident_tally SET detail = $evil WHERE detail IS NOT NULL" \
    "incident SET target = $evil" "event SET text = $evil"; do
	sqlite3 "$SCRATCH/attacked.db" "UPDATE $set"
done
"$UNJOE" --db "$SCRATCH/attacked.db" --now 2026-11-24 incident last --html "$SCRATCH/attacked.html" 2>"$SCRATCH/said"
is "$(grep -ciE '<(script|img)|<[^>]*[ "]on[a-z]+=' "$SCRATCH/attacked.html")" 0 "nothing that stands in an incident is a tag"
is "$(grep -c 'script&gt;alert' "$SCRATCH/attacked.html" | awk '{ print ($1 > 20) }') $(LC_ALL=C grep -cE "$(printf '\033|\342\200[\213\256]')" "$SCRATCH/attacked.html")" "1 0" "nor turns the text around"

# In a browser.
if command -v chromium >/dev/null; then
	unjoe report --html "$SCRATCH/pictures.html" 2>"$SCRATCH/said"
	unjoe nightly --html "$SCRATCH/nightly.html" 2>"$SCRATCH/said"
	for page in all bounces hostile empty pictures nightly incident takeover attacked; do
		is "$(tests/browse "$SCRATCH/$page.html" "$SCRATCH/profile" 2>&1)" "" "$page.html in Chromium: no message, no request, no wider than the window"
	done
	cat >"$SCRATCH/wrong.html" <<'END'
<!doctype html><html><body style="background:#fff"><h1>a</h1><h1>b</h1><div style="width:500px" id="x" onclick="1">x</div><p id="x"><img src="http://127.0.0.1:1/"></p>
<table><tr><th>a</th></tr></table><svg></svg><script>console.log("hello")</script></body></html>
END
	tests/browse "$SCRATCH/wrong.html" "$SCRATCH/profile" >"$SCRATCH/wrong" 2>&1
	for fault in 'console: hello' 'asks for http' '508 pixels wide|516 pixels wide' 'id twice: x' 'a picture without' 'a table without caption' 'without scope' 'not one h1' 'does not belong' 'a handler: onclick' 'dark: the background'; do
		like "$(cat "$SCRATCH/wrong")" "$fault" "where it would say: $fault"
	done
fi
done_testing

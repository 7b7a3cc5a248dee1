#!/bin/sh
# plot.t - reports as pictures: what gnuplot is told, what it draws with characters, what strangers' names do to it, and a gnuplot that is not there, fails or hangs.
. tests/tap.sh

db=$SCRATCH/plot.db
unjoe()
{
	"$UNJOE" --db "$db" --now 2026-11-24 "$@"
}
script()	# FILE: what stands there, with the mark that is drawn by lot made plain
{
	sed 's/END_[0-9a-f]\{24\}$/END_LOT/' "$1"
}
"$UNJOE" --db "$db" ingest samples/case/joejob/log samples/case/joejob/mail 2>"$SCRATCH/said"

unjoe plot bounces/days --plot "$SCRATCH/days.gp" >"$SCRATCH/out"
script "$SCRATCH/days.gp" >"$SCRATCH/script"
golden plot/days.gp "what gnuplot is told of figures over time" <"$SCRATCH/script"
unjoe report backscatter --plot "$SCRATCH/hosts.gp" >"$SCRATCH/out"
script "$SCRATCH/hosts.gp" >"$SCRATCH/script"
golden plot/hosts.gp "and side by side" <"$SCRATCH/script"
unjoe plot bounces/days --plot "$SCRATCH/again.gp" >"$SCRATCH/out"
is "$(cmp -s "$SCRATCH/days.gp" "$SCRATCH/again.gp" && echo the same)" "" "no mark is drawn twice"

unjoe plot summary-days --since 2026-11-15 --plot "$SCRATCH/sum.gp" >"$SCRATCH/out"
is "$(sed -n '/^\$text/,/^END/p' "$SCRATCH/sum.gp" | sed '1,3d;$d' | tr '\n' ',')" "sent,deferred,bounced,rejected," "what is counted twice is not stacked: messages beside their deliveries"
fails "a kind of file that there is not" 2 "$UNJOE" --db "$db" plot bounces --plot x.jpg
like "$(cat "$SCRATCH/tap.out")" 'ends with \.png, \.svg or \.gp' "names those that there are"
fails "a report that there is not" 2 "$UNJOE" --db "$db" plot storms
fails "a table that there is not" 2 "$UNJOE" --db "$db" plot bounces/storms
like "$(cat "$SCRATCH/tap.out")" 'report bounces has no table "storms"; it has: class, .*days' "and which there are"
is "$("$UNJOE" plot)" "$("$UNJOE" report --list)" "no name: which there are"
fails "a folder that there is not" 1 "$UNJOE" --db "$db" --now 2026-11-24 plot bounces --plot "$SCRATCH/none/x.gp"
like "$(unjoe plot bounces --since 2026-10-01 --until 2026-10-02 2>&1)" 'Nothing was read of Thu 1 Oct 2026' "a time of which nothing was read"

# A gnuplot that cannot: the figures stand in its place, and a line says why.
mkdir "$SCRATCH/bin"
fake()
{
	printf '#!/bin/sh\n%s\n' "$1" >"$SCRATCH/bin/gnuplot"
	chmod +x "$SCRATCH/bin/gnuplot"
}
without()	# PATH ARGUMENT...
{
	without_path=$1
	shift
	PATH=$without_path "$UNJOE" --db "$db" --now 2026-11-24 "$@" 2>&1
}
without "$SCRATCH/none" plot bounces/days >"$SCRATCH/out"
golden plot/none.txt "no gnuplot" <"$SCRATCH/out"
fake 'echo "line 1: it broke" >&2; exit 1'
like "$(without "$SCRATCH/bin:$PATH" plot bounces/days)" '^No picture: gnuplot ended with status 1: line 1: it broke\.$' "one that fails"
fake 'printf "\033[2J" >&2; exit 1'
like "$(without "$SCRATCH/bin:$PATH" plot bounces/days)" 'status 1: \\x1b\[2J' "and says what would act on a terminal"
fake 'exit 0'
like "$(without "$SCRATCH/bin:$PATH" plot bounces/days --plot "$SCRATCH/empty.png")" '^No picture: gnuplot drew nothing\.$' "one that draws nothing"
is "$(ls "$SCRATCH" | grep -c empty)" 0 "leaves no file"
fake 'kill -SEGV $$'
like "$(without "$SCRATCH/bin:$PATH" plot bounces/days)" 'gnuplot was ended by signal 11' "one that dies"
fake 'sleep 300 & echo $! >"$SCRATCH/sleeper"; wait'
began=$(date +%s)
like "$(without "$SCRATCH/bin:$PATH" report --html "$SCRATCH/hangs.html")" '' "one that hangs"
is "$(($(date +%s) - began < 30))" 1 "is stopped, and not asked again for each picture"
like "$(cat "$SCRATCH/hangs.html")" 'No picture: gnuplot was not done after 10 s and was stopped' "which the page says"
ok "and what it began is stopped, too" sh -c "! grep -qs '^State:.[^Z]' /proc/\$(cat '$SCRATCH/sleeper')/status"

# Names from strangers: the next command, the mark, backquotes, markup, macros, escapes, directions, and one of ten kilobytes.
{
	n=0
	long=$(printf '%10000s' x | tr ' ' x)
	for name in '`touch PWNED`.example' '{/Bold=99 x}.example' '"quoted".example' '@PATH.example' '<b>&.example' "$(printf '\342\200\256moc.example')" \
	    "$(printf 'END_000000000000000000000000\\nsystem')" "$long.example" '#comment.example' '$text[1].example' "it's.example"; do
		n=$((n + 1))
		printf 'Nov 23 12:00:%02d mx postfix/smtpd[7]: 4ABC%02dDEF0: client=unknown[203.0.113.9]\n' $n $n
		printf 'Nov 23 12:00:%02d mx postfix/qmgr[8]: 4ABC%02dDEF0: from=<a@%s>, size=100, nrcpt=1 (queue active)\n' $n $n "$name"
	done
} >"$SCRATCH/hostile.log"
"$UNJOE" --db "$SCRATCH/hostile.db" --now 2026-11-24 ingest --year 2026 "$SCRATCH/hostile.log" 2>"$SCRATCH/said"
db=$SCRATCH/hostile.db
unjoe plot senders/domains --plot "$SCRATCH/hostile.gp" >"$SCRATCH/out" 2>&1
script "$SCRATCH/hostile.gp" >"$SCRATCH/script"
golden plot/hostile.gp "names from strangers stand in a block of data" <"$SCRATCH/script"
is "$(LC_ALL=C grep -c '[^ -~]' "$SCRATCH/hostile.gp")" 0 "nothing but text is in it"

if command -v gnuplot >/dev/null; then
	cd "$SCRATCH"
	unjoe plot senders/domains --plot hostile.svg >out 2>&1
	is "$(ls | grep -ci pwned)" 0 "none of them is run"
	is "$(grep -cE '<text>"quoted"\.example</text>|<text>`touch pwned`\.example</text>|<text>\{/bold=99 x\}\.example</text>|<text>\$text\[1\]\.example</text>' hostile.svg)" \
		4 "each stands there as it is"
	is "$(grep -c '&lt;b>&amp;.example' hostile.svg)" 1 "markup as text"
	cd - >"$SCRATCH/out"
	db=$SCRATCH/plot.db
	unjoe plot bounces/days >"$SCRATCH/shown"
	golden plot/days.txt "figures over time on a terminal" <"$SCRATCH/shown"
	unjoe plot backscatter >"$SCRATCH/shown"
	golden plot/hosts.txt "side by side on a terminal" <"$SCRATCH/shown"
	is "$(awk 'length > 80' "$SCRATCH/shown")" "" "in 80 columns"
	unjoe plot adoption --plot "$SCRATCH/nothing.svg" >"$SCRATCH/out"
	is "$(grep -o '<text>.*' "$SCRATCH/nothing.svg" | sed 's/<[^>]*>//g' | tr '\n' ';')" "How senders close their SPF records;shares, 15 Nov 2026 07:07 to 23 Nov 2026 21:47 UTC;no data;" "of nothing: no axes, but that there is none"
	ok "on a terminal, too" unjoe plot adoption
	unjoe plot bounces/days --plot "$SCRATCH/days.png" >"$SCRATCH/out"
	is "$(head -c 4 "$SCRATCH/days.png" | tail -c 3)" PNG "a PNG"
	unjoe plot bounces/days --plot "$SCRATCH/days.svg" >"$SCRATCH/out"
	like "$(tail -n 2 "$SCRATCH/days.svg")" '</svg>' "an SVG"
	is "$(grep -B1 'Bounces over time' "$SCRATCH/days.svg" | grep -c 'font-weight="bold"')" 1 "with a bold title"
	is "$(grep -c '^' "$SCRATCH/out")" 2 "of which nothing is printed but the head"
fi
done_testing

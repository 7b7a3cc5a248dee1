#!/bin/sh
# includes.t - the laws of the tree that the compiler does not know: who includes whom, one door for each foreign
# library, no SQL in C, no function that cannot be used safely. First the checker is tested, then the tree.
. tests/tap.sh

# law ROOT - prints "file:line: what is wrong" for each breach in the tree below ROOT.
law()
{
	(cd "$1" && find . -path ./build -prune -o -path ./tests -prune -o -name '*.[ch]' -print |
	    sed 's,^\./,,' | LC_ALL=C sort | xargs -r awk "$checker")
}

checker='
BEGIN {
	QUOTE = "\047"
	split("base ingest analyze report schema command", rooms)
	for (i in rooms)
		may_see[rooms[i], "base"] = may_see[rooms[i], rooms[i]] = 1
	may_see["ingest", "schema"] = may_see["analyze", "schema"] = may_see["report", "schema"] = 1
	may_see["command", "schema"] = may_see["command", "ingest"] = may_see["command", "analyze"] = may_see["command", "report"] = 1
	door["base"] = "base.h"
	door["schema"] = "schema/store.h"
	door["ingest"] = "ingest/ingest.h"
	door["analyze"] = "analyze/analyze.h"
	door["report"] = "report/report.h"
	side_door["analyze"] = "analyze/spf/spf.h"
	side_door["schema"] = "schema/intake.h"
	# The door to SQLite has leaves, a noun each; what they share stands in a header, which nobody else sees.
	inner["schema/sqlite.h"] = "^schema/(store|stmt|offer|intake|collect)\\.c$"

	# Within ingest, includes run one way, too. What lies in none of its folders is for all of them, and ingest.h for none.
	beneath["ingest/rule"] = " ingest/rule "
	beneath["ingest/source"] = " ingest/source "
	beneath["ingest/syslog"] = " ingest/syslog ingest/source "
	beneath["ingest/fold"] = " ingest/fold ingest/syslog ingest/source ingest/rule "
	beneath["ingest/mail"] = " ingest/mail ingest/source ingest/rule "

	# What comes with the C library is not foreign. Patterns stand in rule files, so that regex.h and its like are not here.
	system_headers = "^((sys|netinet|arpa|net|linux)/.*|assert|byteswap|ctype|dirent|dlfcn|endian|err|errno|fcntl|fenv|" \
	    "float|getopt|glob|grp|iconv|inttypes|langinfo|limits|locale|malloc|math|netdb|poll|pthread|pwd|sched|" \
	    "semaphore|setjmp|signal|spawn|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|" \
	    "string|strings|syslog|tar|termios|threads|time|uchar|unistd|wchar|wctype)\\.h$"
	# uthash is macros that make a table or a list of structs, nothing that is linked: it has no door, like the C library.
	system_headers = system_headers "|^ut(hash|list|array|string)\\.h$"
	banned = "(^|[^A-Za-z0-9_])(strcpy|strcat|sprintf|vsprintf|gets|strtok|system|popen)[ \t]*\\("
	sql = "(^|[^A-Za-z_])(SELECT [^.]|INSERT (OR|INTO)|UPDATE [^ ]+ SET|UPDATE OR|DELETE FROM|REPLACE INTO|PRAGMA |" \
	    "^ *(SELECT|WITH)$|CREATE (TEMP|TABLE|UNIQUE|INDEX|VIEW|VIRTUAL|TRIGGER)|(DROP|ALTER) (TABLE|INDEX|VIEW|TRIGGER)|ATTACH )"
	sql_lower = "^[ \t\n]*(select .+ from|insert (or [a-z]+ )?into|update [^ ]+ set|delete from|pragma|create (temp|table|index|view)) "
}

FNR == 1 {
	in_comment = 0
	room = room_of(FILENAME)
}

{
	split_line($0)
	if (match(code, /^[ \t]*#[ \t]*include[ \t]*/))
		include(substr(code, RSTART + RLENGTH))
	else if (code ~ banned)
		wrong("a banned function")
	for (i = 1; i <= texts; i++) {
		gsub(/--sql \047[^\047]*\047/, "", text[i])  # what a user may ask, in a help text
		if (text[i] ~ sql || tolower(text[i]) ~ sql_lower)
			wrong("SQL in C: " text[i])
	}
}

function wrong(what)
{
	print FILENAME ":" FNR ": " what
}

function room_of(path)
{
	if (path ~ /\//)
		return substr(path, 1, index(path, "/") - 1)
	return path ~ /^main\./ ? "command" : "base"
}

function include(what,    name, seen)
{
	if (what ~ /^</) {
		name = substr(what, 2)
		sub(/>.*/, "", name)
		foreign(name)
		return
	}
	name = text[1]
	seen = name ~ /\/|^(base|main)\./ ? room_of(name) : room
	if (!((room, seen) in may_see))
		wrong(room " includes " seen)
	else if (seen != room && name != door[seen] && name != side_door[seen])
		wrong("only " door[seen] " is seen outside " seen)
	else if (name in inner && FILENAME !~ inner[name])
		wrong(name " is not for " FILENAME)
	else if (folder_of(FILENAME) in beneath && (name == door[room] || folder_of(name) in beneath && !index(beneath[folder_of(FILENAME)], " " folder_of(name) " ")))
		wrong(folder_of(FILENAME) " includes " name)
}

function folder_of(path)
{
	sub(/\/[^\/]*$/, "", path)
	return path
}

# pcre2.h, json-c/json.h, archive_entry.h: the first word is the library.
function foreign(name,    library)
{
	if (name ~ system_headers)
		return
	library = name
	sub(/[^A-Za-z0-9].*/, "", library)
	if (FILENAME ~ /\.h$/ && !(FILENAME in inner))
		wrong("a header includes " name)
	else if (library in user && user[library] != FILENAME)
		wrong(library " is included by " user[library] " already")
	else
		user[library] = FILENAME
}

# Sets code, the line without comments and with empty literals, and text[1..texts], its string literals.
function split_line(line,    i, c, rest, end)
{
	code = ""
	texts = 0
	for (rest = line; rest != ""; rest = substr(rest, end)) {
		if (in_comment) {
			end = index(rest, "*/")
			in_comment = end == 0
			end = end == 0 ? length(rest) + 1 : end + 2
		} else if (rest ~ /^\/\*/) {
			in_comment = 1
			end = 3
		} else if (rest ~ /^\/\//) {
			return
		} else if ((c = substr(rest, 1, 1)) == "\"" || c == QUOTE) {
			for (end = 2; end <= length(rest) && substr(rest, end, 1) != c; end++)
				if (substr(rest, end, 1) == "\\")
					end++
			if (c == "\"")
				text[++texts] = substr(rest, 2, end - 2)
			code = code c c
			end++
		} else {
			match(rest, /^(\/|[^"\047\/]+)/)
			code = code substr(rest, 1, RLENGTH)
			end = RLENGTH + 1
		}
	}
}'

# A tree that keeps every law, and comes near to a breach where it can.
tree=$SCRATCH/tree
put()	# FILE LINE...
{
	mkdir -p "$tree/$(dirname "$1")"
	file=$tree/$1
	shift
	printf '%s\n' "$@" >"$file"
}
put main.c '#include "base.h"' '#include "ingest/ingest.h"' '#include "analyze/analyze.h"' '#include "report/report.h"' \
    '#include "analyze/spf/spf.h"' '#include "schema/store.h"' '#include "command/options.h"' '"query --sql '"'SELECT ...'"'"'
put base.c '#include "base.h"' '#include <stdio.h>' 'snprintf(p, n, "system(%s)", s); /* never sprintf( */' \
    '// strcpy(a, b)' "c == '\"' || c == '\\'' || my_gets(f)"
put schema/sqlite.h '#include "schema/store.h"' '#include <sqlite3.h>'
put schema/stmt.c '#include "schema/sqlite.h"'
put schema/store.c '#include "schema/sqlite.h"' '#include "schema/migrate.h"' \
    '/* SELECT x FROM y' ' * and gets(z) */ "cannot select a file from here" // "DELETE FROM x"'
put ingest/fold/reader.c '#include "ingest/syslog/syslog.h"' '#include "ingest/rows.h"' '#include "ingest/rule/grammar.h"'
put ingest/source.c '#include "ingest/source.h"' '#include "schema/store.h"' '#include <archive.h>' '#include <archive_entry.h>' \
    '#include <sys/stat.h>'
put analyze/spf/guard.c '#include "analyze/spf/guard.h"' '#include "analyze/analyze.h"' '#include <spf2/spf.h>'
put report/plot.c '#include "report/plot.h"' '"please update the file"' '"Create a view"'
put tests/unit_a.c '#include "ingest/lines.h"' '#include <sqlite3.h>' 'system("SELECT 1 FROM a");'
put build/embedded.c '"SELECT 1 FROM a"'
is "$(law "$tree")" "" "a lawful tree has no breach"

breach()	# FILE LINE WANTED: the line, put into an otherwise empty file, is found
{
	put "$1" '/* a comment */' "$2"
	is "$(law "$tree")" "$1:2: $3" "found: $1 with $2"
	rm "$tree/$1"
}
breach ingest/a.c '#include "report/report.h"' 'ingest includes report'
breach ingest/mail/a.c '#include "ingest/fold/thread.h"' 'ingest/mail includes ingest/fold/thread.h'
breach ingest/rule/a.h '#include "ingest/source/source.h"' 'ingest/rule includes ingest/source/source.h'
breach ingest/source/a.h '#include "ingest/ingest.h"' 'ingest/source includes ingest/ingest.h'
breach ingest/a.h '#include "analyze/analyze.h"' 'ingest includes analyze'
breach analyze/spf/a.c '#include "ingest/ingest.h"' 'analyze includes ingest'
breach report/a.c '  #  include   "analyze/analyze.h"' 'report includes analyze'
breach schema/a.c '#include "ingest/ingest.h"' 'schema includes ingest'
breach base.h '#include "schema/store.h"' 'base includes schema'
breach report/a.c '#include "main.h"' 'report includes command'
breach command/a.c '#include "analyze/spf/guard.h"' 'only analyze/analyze.h is seen outside analyze'
breach ingest/a.c '#include "schema/migrate.h"' 'only schema/store.h is seen outside schema'
breach main.h '#include "ingest/lines.h"' 'only ingest/ingest.h is seen outside ingest'
breach schema/z.c '#include <sqlite3.h>' 'sqlite3 is included by schema/sqlite.h already'
breach schema/z.c '#include "schema/sqlite.h"' 'schema/sqlite.h is not for schema/z.c'
breach schema/store.h '#include "schema/sqlite.h"' 'schema/sqlite.h is not for schema/store.h'
breach ingest/a.c '#include "schema/sqlite.h"' 'only schema/store.h is seen outside schema'
breach schema/z.c '/* so */ #include <archive.h> // too' 'archive is included by ingest/source.c already'
breach schema/z.c '#include <archive_entry.h>' 'archive is included by ingest/source.c already'
breach report/a.c '#include <spf2/spf_dns.h>' 'spf2 is included by analyze/spf/guard.c already'
breach ingest/a.h '#include <json-c/json.h>' 'a header includes json-c/json.h'
breach ingest/a.h '#include <regex.h>' 'a header includes regex.h'
for function in strcpy strcat sprintf vsprintf gets strtok system popen; do
	breach ingest/a.c "	x = $function (y);" 'a banned function'
done
breach ingest/a.c '/* fine */ "a\"b"; strcpy(a, "c");' 'a banned function'
for statement in 'SELECT a FROM b' 'INSERT INTO a VALUES (1)' 'INSERT OR IGNORE INTO a' 'UPDATE a SET b = 1' 'DELETE FROM a' \
    'CREATE TABLE a (b)' 'CREATE INDEX a ON b (c)' 'DROP TABLE a' 'PRAGMA user_version' 'select a from b' 'insert into a values (1)' \
    'delete from a where b'; do
	breach report/a.c "run(\"x\", \"$statement \");" "SQL in C: $statement "
done

if command -v nm >/dev/null; then
	is "$(nm -D --defined-only "$UNJOE" | awk '$2 == "T" { print $3 }')" "" "no function of ours takes the place of one that a library calls"
fi
is "$(law .)" "" "this tree keeps the laws"
is "$(head -qn 1 analyze/[0-9]*.sql | sed -n 's/^-- needs: //p' | tr ' ' '\n' | sort -u)" "$(ls analyze/needs | sed 's/\.sql$//' | sort)" "what stages need is what analyze/needs/ asks"
done_testing

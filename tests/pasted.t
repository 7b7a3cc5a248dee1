#!/bin/sh
# pasted.t - a log as it was copied from elsewhere gives the same rows, or says what is unread.
. tests/tap.sh
. tests/dump.sh

tests/genlog 5 700 | "$BUILD/tests/reform" rfc3164 >"$SCRATCH/plain.log"
ingest "$SCRATCH/wanted.db" --year 2025 "$SCRATCH/plain.log"
forms=$(perl tests/paste.pl --list | grep -vx 'wrapped\|quoted-wrapped')
ok "there are forms" test "$(echo "$forms" | wc -l)" -gt 30
for form in $forms; do
	perl tests/paste.pl "$form" <"$SCRATCH/plain.log" >"$SCRATCH/$form.log"
	ok "$form: is not the same" test "$(cmp "$SCRATCH/plain.log" "$SCRATCH/$form.log" 2>&1)" != ""
	ingest "$SCRATCH/$form.db" --year 2025 "$SCRATCH/$form.log"
	same "$SCRATCH/$form.db" "$SCRATCH/wanted.db" "$form"
done

# Lines that were broken and not indented: where a first part makes sense alone, the first ones lose the rest.
events() { sql "$1" "SELECT (SELECT count(*) FROM messages), (SELECT count(*) FROM rejections), (SELECT count(*) FROM logins)"; }
for form in wrapped quoted-wrapped; do
	perl tests/paste.pl "$form" <"$SCRATCH/plain.log" >"$SCRATCH/$form.log"
	ingest "$SCRATCH/$form.db" --year 2025 "$SCRATCH/$form.log"
	is "$(events "$SCRATCH/$form.db")" "$(events "$SCRATCH/wanted.db")" "$form: no message, rejection or login is lost"
	dump "$SCRATCH/wanted.db" >"$SCRATCH/wanted"
	dump "$SCRATCH/$form.db" >"$SCRATCH/got"
	ok "$form: few differ" test "$(comm -23 "$SCRATCH/wanted" "$SCRATCH/got" | wc -l)" -lt 10
done

# What stands between is unread, and spoils nothing.
{
	echo 'Here is the log:'
	echo '[...]'
	cat "$SCRATCH/plain.log"
	echo '(snip)'
} >"$SCRATCH/talk.log"
ingest "$SCRATCH/talk.db" --year 2025 "$SCRATCH/talk.log"
is "$(sql "$SCRATCH/talk.db" "SELECT sum(n) FROM unread")" 3 "talk between the lines is unread"
sql "$SCRATCH/talk.db" "DELETE FROM unread_shape WHERE known AND program = ''"
same "$SCRATCH/talk.db" "$SCRATCH/wanted.db" "and spoils nothing"

# What is no markup stays: an entity in a log that has none around its addresses.
sed 's/helo=<[^>]*>/helo=<a\&lt;b>/' "$SCRATCH/plain.log" >"$SCRATCH/entity.log"
ingest "$SCRATCH/entity.db" --year 2025 "$SCRATCH/entity.log"
is "$(sql "$SCRATCH/entity.db" "SELECT DISTINCT helo FROM rejections WHERE helo LIKE '%lt%'")" 'a&lt;b' "an entity in a plain log is what was said"
# A headerless line behind one that is understood is no part of it.
printf '%s\n' 'Nov 23 03:32:44 mx postfix/qmgr[139]: A1B2C3D4E5: removed' 'status=sent (250 ok)' >"$SCRATCH/two.log"
ingest "$SCRATCH/two.db" --year 2025 "$SCRATCH/two.log"
is "$(sql "$SCRATCH/two.db" "SELECT sum(n) FROM unread")" 1 "a line without a header behind a whole one is unread"
done_testing

#!/bin/sh
# staged.t - what is concluded from a provider's weeks with a joe-job in them (genjoe), against the truth, for several of them.
. tests/tap.sh
. tests/dump.sh

fact() { sed -n "s/^$1 //p" "$world/facts"; }

# judged SEED [HOST] - reads it, but for the log of HOST, whatever stands first; $world/judged has a line a bounce: truth, handed_ip, class, handed_ip, reasons
judged()
{
	world=$SCRATCH/$1${2-}
	tests/genjoe "$1" "$world"
	touch -d '1 minute ago' "$world/mail"
	[ -z "${2-}" ] || rm "$world/log/$2".*
	TZ=UTC ingest "$world/db" --now "$(date -u -d "@$(fact end)" +%F)" $(ls "$world"/log/* | sort -R --random-source=/dev/zero) "$world/mail"
	is "$(sql "$world/db" "SELECT program, first_sample FROM unread")" "" "$1${2:+ without the log of $2}: read, and understood"
	unjoe --db "$world/db" query --format tsv --sql "SELECT class, coalesce(handed_ip, '-'), reasons FROM bounces LEFT JOIN verdicts USING (bounce_id) ORDER BY position" | sed 1d >"$world/got"
	is "$(wc -l <"$world/got")" "$(wc -l <"$world/truth.tsv")" "  every bounce"
	paste "$world/truth.tsv" "$world/got" >"$world/judged"
	# Who sent it is never mistaken. (A stolen account's mail is ours, too.)
	is "$(awk -F '\t' '$3 == "forged" && $1 != "forged"' "$world/judged")" "" "  none of ours is called forged"
	is "$(awk -F '\t' '$1 == "forged" && $3 != "forged" && $3 != "unverifiable"' "$world/judged")" "" "  and none that was forged is called ours"
	is "$(awk -F '\t' '$1 != "relayed" && $2 != "-" && $4 != "-" && $4 != $2' "$world/judged")" "" "  who handed it over, where that is told"
}

# recalled TRUTH CLASS... - of what it was, how many percent are called so; what nothing came back of does not count
recalled()
{
	awk -F '\t' -v truth="$1" -v classes=" $2 " '$1 == truth && $5 !~ /^\[("never-mailed")?\]$/ { all++; found += index(classes, " " $3 " ") > 0 }
		END { print all ? int(100 * found / all) : 100 }' "$world/judged"
}

# about NAME GOT FROM TO - a number lies between two
about() { ok "$1: $2" test "$2" -ge "$3" -a "$2" -le "$4"; }

for seed in 2 3 4 5 8; do
	judged $seed
	about "  most of what was forged is found, in percent" "$(recalled forged forged)" 85 100
	about "  genuine mail" "$(recalled genuine genuine)" 85 100
	about "  the thief's" "$(recalled stolen compromised)" 90 100
	about "  what was forwarded" "$(recalled relayed genuine)" 85 100
	about "  a web form's" "$(recalled webform bypass)" 75 100
	is "$(sql "$world/db" "SELECT kind, target FROM takeovers")" "account|$(fact thief)" "  one account was stolen"
	theft=$(fact theft) storm=$(fact storm)
	about "  since" "$(sql "$world/db" "SELECT starts_at FROM takeovers")" "$theft" $((theft + 600))
	about "  until" "$(sql "$world/db" "SELECT ends_at FROM takeovers")" $((theft + 7200)) $((theft + 9000))
	is "$(sql "$world/db" "SELECT count(*) FROM incidents WHERE kind = 'backscatter'")" 1 "  one joe-job"
	about "  since" "$(sql "$world/db" "SELECT starts_at FROM incidents WHERE kind = 'backscatter'")" "$storm" $((storm + 3600))
done

# A submission host whose log is not to be had: less is known, and nothing is mistaken.
for seed in 5 8; do
	judged $seed submit
	about "  most of what was forged is found, in percent" "$(recalled forged forged)" 85 100
done
done_testing

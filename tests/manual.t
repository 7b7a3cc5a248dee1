#!/bin/sh
# manual.t - the manual says what is: its examples run, and it knows every option, key, report and view.
. tests/report.sh

# The examples: after "$ ", on lines of their own or in a block.
mkdir "$SCRATCH/bin" "$SCRATCH/log"
cp -r samples/ndr "$SCRATCH/log/bounces"
cat >"$SCRATCH/bin/unjoe" <<'END'
#!/bin/sh
exec "$UNJOE" --now 2026-11-19T07:00:00Z "$@"
END
cat >"$SCRATCH/bin/journalctl" <<'END'
#!/bin/sh
printf '%s\n' '__CURSOR=s=0123456789abcdef0123456789abcdef;i=1;b=0123456789abcdef0123456789abcdef;m=1;t=1;x=1' __REALTIME_TIMESTAMP=1794968412000000 _HOSTNAME=mx SYSLOG_IDENTIFIER=postfix/qmgr SYSLOG_PID=12 'MESSAGE=8A1B2C3D4E: removed' ''
END
chmod +x "$SCRATCH/bin/"*
cat >"$SCRATCH/log/mail.log" <<'END'
2026-11-18T02:20:11.000000+00:00 mx postfix/smtpd[10]: 8A1B2C3D4E: client=mail.example.org[192.0.2.10]
2026-11-18T02:20:11.200000+00:00 mx postfix/qmgr[12]: 8A1B2C3D4E: from=<anna@example.org>, size=475, nrcpt=1 (queue active)
END
echo '2026-11-17T02:20:11.000000+00:00 mx postfix/smtpd[10]: connect from mail.example.org[192.0.2.10]' >"$SCRATCH/log/mail.log.1"
sed -n '
	s/^\.Dl \$ //p
	/^\$ /,/^\.Ed/ {
		/^\.Ed/d
		s/^\$ //
		s/$/ ~/
		p
	}' unjoe.1 | awk '{ more = sub(/ ~$/, ""); printf "%s%s", (NR > 1 && !(more && was && !/^unjoe/) ? "\n" : NR > 1 ? " " : ""), $0; was = more } END { print "" }' |
	sed 's/\\e/\\/g; s,/var/log,$SCRATCH/log,g' >"$SCRATCH/examples"
is "$(wc -l <"$SCRATCH/examples")" "$(grep -c '^\(\.Dl \)\{0,1\}\$ ' unjoe.1)" "all examples are found"
export UNJOE_DB="$SCRATCH/manual.db"
while read -r example; do
	ok "runs: $example" env PATH="$SCRATCH/bin:$PATH" sh -ec "$example"
done <"$SCRATCH/examples"

# The configuration's example is one, and its keys are all there are.
sed -n '/^\.Bd -literal/,/^\.Ed/p' unjoe.conf.5 | sed '1d;$d' >"$SCRATCH/example.conf"
ok "the configuration's example is read" "$UNJOE" --config "$SCRATCH/example.conf" --db "$UNJOE_DB" status
for section in '' ingest spf nightly prune; do
	printf '%s\nx = y\n' "${section:+[$section]}" >"$SCRATCH/keys.conf"
	keys=$("$UNJOE" --config "$SCRATCH/keys.conf" status 2>&1 | sed 's/.*there are: //; s/, / /g')
	is "$(for key in $keys; do echo "$key"; done | sort | tr '\n' ' ')" "$(awk -v want="${section:-Before}" '
		/^\.Ss / { on = index($0, want) } on && $1 == ".It" && $2 == "Ic" { print $3 }' unjoe.conf.5 | sort | tr '\n' ' ')" \
		"unjoe.conf.5 knows the keys of [$section]"
done

# Options, commands, reports.
plain=$(sed 's/\\&//g' unjoe.1)
for option in $( (unjoe help; unjoe help | sed -n 's/^  \(spf [a-z]*\|[a-z]*\) .*/\1/p' | while read -r c; do unjoe help $c; done) | sed -n 's/^  --\([a-z-]*\).*/\1/p' | sort -u); do
	like "$plain" "Fl Fl $option( |\$)" "unjoe.1 knows --$option"
done
for command in $(unjoe help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
	like "$plain" "(Ss unjoe $command\$|Cm $command\$)" "unjoe.1 knows $command"
done
for command in $(unjoe help | sed -n 's/^  spf \([a-z]*\) .*/\1/p'); do
	like "$plain" "^\.It Cm (export , )?$command( , import)?\$" "unjoe.1 knows spf $command"
	like "$plain" "^\.Cm spf $command\$" "the synopsis of unjoe.1 has spf $command"
done

# What each command takes: its help, the synopsis and completion know the same. In the synopsis "DNS" stands for the options of its list.
dns=$(printf '%s\n' "$plain" | sed -n '/^stands for these options:/,/^\.El/s/^\.It Fl Fl \([a-z-]*\).*/\1/p' | tr '\n' ' ')
printf '%s\n' "$plain" | awk -v dns="$dns" '
	/^\.Sh DESCRIPTION/ { exit }
	$1 == ".Cm" { command = $2 == "spf" ? "spf " $3 : $2; next }
	$2 == "Ar" && $3 == "DNS" { n = split(dns, all, " "); for (i = 1; i <= n; i++) print command ": " all[i] }
	{ for (i = 1; i < NF; i++) if ($i ~ /^\.?Fl$/ && $(i + 1) == "Fl") print command ": " $(i + 2) }' | sort -u >"$SCRATCH/synopsis"
for command in $(unjoe help | sed -n 's/^  \(spf [a-z]*\|[a-z]*\) .*/\1/p' | tr ' ' '_'); do
	words=$(echo "$command" | tr _ ' ')
	unjoe help $words | sed -n '/^Options of all/q; s/^  --\([a-z-]*\).*/\1/p' | sort >"$SCRATCH/options"
	ok "unjoe.1 knows what $words takes" sh -c "sed -n 's/^$words: //p' '$SCRATCH/synopsis' | diff '$SCRATCH/options' -"
	ok "and so does completion" sh -c "'$UNJOE' complete -- $words -- | sed -n 's/^--\([a-z-]*\) *\$/\1/p' | grep -vx -e db -e config -e help | sort | diff '$SCRATCH/options' -"
done

# What can be asked: nouns, terms, and what to count by.
nouns=$("$UNJOE" complete -- query '' | tr '\n' ' ')
is "$(printf '%s\n' "$plain" | awk '/^The names are, of/ { on = 1 } /^\.El/ { on = 0 } on && /^\.It Cm/ { print $3 }' | sort | tr '\n' ' ')" "$nouns" "unjoe.1 knows all nouns"
for noun in $nouns; do
	# Those to count by, then those only to find.
	printf '%s\n' "$plain" | awk -v noun="$noun" '
		/^The names are, of/ { on = 1 } /^\.El/ { on = 0 }
		on && /^\.It/ { of = $3; kind = "by" }
		on && of == noun && /^to find/ { kind = "only" }
		on && of == noun && $1 == ".Cm" { for (i = 2; i <= NF; i++) if ($i !~ /^[,;]$/) print kind, $i }' >"$SCRATCH/names"
	help=$(unjoe help query "$noun")
	is "$(cut -d ' ' -f 2 "$SCRATCH/names" | sort | tr '\n' ' ')" "$(printf '%s\n' "$help" | sed -n 's/^  \([a-z-]*\):.*/\1/p' | grep -vx -e since -e date | sort | tr '\n' ' ')" "unjoe.1 knows the terms of $noun"
	is "$(sed -n 's/^by //p' "$SCRATCH/names" | sort | tr '\n' ' ')" \
	    "$(printf '%s\n' "$help" | sed '1,/^Counted by/d' | tr -d ' ' | tr ',' '\n' | grep -vx -e hour -e day -e '' | sort | tr '\n' ' ')" "and what to count them by"
	is "$("$UNJOE" complete -- query "$noun" '' | tr -d ':' | sort | tr '\n' ' ')" "$( (cut -d ' ' -f 2 "$SCRATCH/names"; printf '%s\n' since until date) | sort | tr '\n' ' ')" "completion knows the terms of $noun"
	is "$("$UNJOE" complete -- query "$noun" --by '' | sort | tr '\n' ' ')" "$(printf '%s\n' "$help" | sed '1,/^Counted by/d' | tr -d ' ' | tr ',' '\n' | grep . | sort | tr '\n' ' ')" "and what to count them by"
done
for report in $(unjoe report --list --format tsv | sed 1d | cut -f 1); do
	like "$plain" "^\.It Cm $report\$" "unjoe.1 knows the report $report"
done

# Views and their columns.
for view in $(sed -n '/^\.Sh VIEWS/,/^\.Sh ENV/s/^\.It Sy //p' unjoe.1); do
	columns=$(awk -v view="$view" '
		/^\.It / { on = $3 == view && $2 == "Sy"; list = 0 }
		/^\.El/ { on = 0 }
		on && list && $1 == ".Va" { for (i = 2; i <= NF; i++) if ($i != ",") print $i }
		on && $1 == ".br" { list = 1 }' unjoe.1 | sort | tr '\n' ' ')
	is "$(unjoe query --sql "SELECT * FROM $view LIMIT 0" | tr '\t' '\n' | sort | tr '\n' ' ')" "$columns" "unjoe.1 knows the columns of $view"
done

for page in unjoe.1 unjoe.conf.5 unjoe.gram.5; do
	if command -v mandoc >/dev/null; then
		ok "$page is good mdoc" mandoc -T lint -W warning "$page"
	else
		echo "ok $((tap_count += 1)) - $page is good mdoc # SKIP no mandoc"
	fi
done
done_testing

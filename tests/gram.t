#!/bin/sh
# gram.t - unjoe.gram(5) tells the truth: its fields, types and kinds of record are those there are, and its example is a rule file.
. tests/tap.sh

page=unjoe.gram.5
is "$(sed -n 's/^\.It Va \([a-z_]*\) Ta \([a-z]*\) Ta .*/\1 \2/p' $page)" \
    "$(sed -n 's/^FIELD(\([a-z_]*\), \([a-z]*\)).*/\1 \2/p' ingest/rule/fields.def)" "the fields and their types"
is "$(sed -n '/^\.Sh RECORDS/,/^\.Sh FIELDS/s/^\.It Cm //p' $page)" \
    "$(sed -n 's/^	RECORD_\([A-Z_]*\),.*/\1/p' ingest/rule/record.h | tr A-Z a-z)" "the kinds of record"
is "$(sed -n '/^\.Sh RECORDS/,/^\.Sh FIELDS/s/^\.Va //p' $page | tr -d '.,;:' | tr ' ' '\n' | grep . | sort -u | grep -vxF "$(sed -n 's/^FIELD(\([a-z_]*\),.*/\1/p' ingest/rule/fields.def)")" "" \
    "the fields of each kind are fields"

sed -n '/^\.Bd -literal/,/^\.Ed/{/^\./d;s/\\e/\\/g;p;}' $page >"$SCRATCH/gatekeeper.gram"
is "$(grep -c '^line' "$SCRATCH/gatekeeper.gram")" 3 "the example has samples"
is "$("$BUILD/tests/unit_rules" "$SCRATCH/gatekeeper.gram" | grep -v '^ok')" 1..5 "and they hold"

mkdir "$SCRATCH/dialect"
sed -n "/^\\.Bd -unfilled/,/^\\.Ed/{/^\\./d;s/\\\\e/\\\\/g;s,/etc/unjoe/rules,$SCRATCH,;p;}" $page >"$SCRATCH/dialect/gate.gram"
cat >"$SCRATCH/dialect/gate.eml" <<'EOF'
From: gate@gate.example.org
To: joe@example.net
Subject: No
X-Gate-Version: 1.2

The gate of gate.example.org
The gate stays shut for <nobody@example.org>, since 550 5.1.1 there is no such user

-- your mail --
From: joe@example.net
EOF
is "$(grep -c '^rule' "$SCRATCH/dialect/gate.gram")" 1 "the example of a dialect has a rule"
is "$("$BUILD/tests/unit_dialect" "$SCRATCH/dialect" | grep -v '^ok')" 1..1 "and its sample holds"

ok "an ingest with these rules" "$UNJOE" --db "$SCRATCH/gate.db" ingest --rules "$SCRATCH" "$SCRATCH/dialect/gate.eml"
is "$("$UNJOE" --db "$SCRATCH/gate.db" query --format tsv --sql "SELECT kind, dialect FROM bounces" | sed 1d)" "failed	gate" "reads the bounce by the dialect"

if command -v mandoc >"$SCRATCH/mandoc"; then
	is "$(mandoc -Tlint -W warning $page)" "" "the page is in order"
fi
done_testing

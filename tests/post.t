#!/bin/sh
# post.t - the report of the night as a mail: its form, to whom it goes and how, and a sendmail that fails.
. tests/tap.sh

db=$SCRATCH/post.db
"$UNJOE" --db "$db" ingest samples/case/joejob/log samples/case/joejob/mail 2>"$SCRATCH/said"
nightly()
{
	"$UNJOE" --db "$db" --now 2026-11-24 nightly "$@"
}
cat >"$SCRATCH/sendmail" <<'END'
#!/bin/sh
printf '%s\n' "$@" >"$SCRATCH/arguments"
cat >"$SCRATCH/mail"
END
chmod +x "$SCRATCH/sendmail"
printf '[nightly]\nsendmail = %s\n' "$SCRATCH/sendmail" >"$SCRATCH/post.conf"

nightly --config "$SCRATCH/post.conf" --mail anna@ours.example --mail bob@ours.example >"$SCRATCH/out" 2>&1
is "$?" 0 "a mail is sent"
is "$(cat "$SCRATCH/out")" "" "and nothing printed"
is "$(tr '\n' ' ' <"$SCRATCH/arguments")" "-i -- anna@ours.example bob@ours.example " "to each address that was named, and without a shell"
sed '/^$/,$d' "$SCRATCH/mail" | sed 's/"a-[0-9a-f]*"/"a-LOT"/' >"$SCRATCH/head"
golden post/head.txt "its header" <"$SCRATCH/head"
is "$(awk 'length > 998' "$SCRATCH/mail" | wc -l)" 0 "no line that is too long"

# Taken apart as any mail program would.
cat >"$SCRATCH/apart" <<'END'
use strict; use MIME::Base64; use MIME::QuotedPrint;
local $/; my $mail = <STDIN>;
my %cid; my $page;
sub part {
	my ($text, $depth) = @_;
	my ($head, $body) = split /\n\n/, $text, 2;
	$head =~ s/\n[ \t]+/ /g;
	my ($type) = $head =~ /^Content-Type: ([^;\n]+)/mi;
	my ($coding) = $head =~ /^Content-Transfer-Encoding: (\S+)/mi;
	$cid{$1} = 1 if $head =~ /^Content-ID: <([^>]+)>/mi;
	if ($head =~ /boundary="([^"]+)"/) {
		my $boundary = quotemeta $1;
		print "  " x $depth, "$type\n";
		my @parts = split /^--$boundary(?:--)?\n/m, $body;
		die "no end" unless $body =~ /^--$boundary--$/m;
		part($_, $depth + 1) for @parts[1 .. $#parts - ($parts[-1] =~ /^\s*$/ ? 1 : 0)];
		return;
	}
	$body = decode_base64($body) if $coding eq 'base64';
	$body = decode_qp($body) if $coding eq 'quoted-printable';
	$page = $body if $type eq 'text/html';
	if (open my $out, '>', "$ENV{SCRATCH}/" . ($type eq 'text/plain' ? 'text' : $type eq 'text/html' ? 'page' : 'picture')) { print $out $body }
	print "  " x $depth, "$type", ($type =~ /png/ ? (substr($body, 1, 3) eq 'PNG' ? " that is one" : " that is none") : ''), "\n";
}
part($mail, 0);
print "missing: $_\n" for grep { !$cid{$_} } $page =~ /cid:([^"]+)"/g;
END
perl "$SCRATCH/apart" <"$SCRATCH/mail" >"$SCRATCH/parts"
is "$(head -n 4 "$SCRATCH/parts" | tr -s ' \n' '  ')" "multipart/alternative text/plain multipart/related text/html " "text, or a page"
if command -v gnuplot >/dev/null; then
	is "$(grep -c 'image/png that is one' "$SCRATCH/parts")" "$(grep -o 'src="cid:' "$SCRATCH/page" | wc -l)" "with as many pictures as it refers to"
	is "$(grep -c missing "$SCRATCH/parts")" 0 "all of them there"
fi
is "$(cat "$SCRATCH/text")" "$(nightly)" "the text is what the terminal has"
is "$(grep -ciE '<(svg|script)' "$SCRATCH/page")" 0 "the page has nothing that a mail program would not show"

# By the configuration; a quiet night.
printf '[nightly]\nmail = anna@ours.example\n\tcarl@ours.example\nfrom = unjoe@ours.example\nsendmail = %s\n' "$SCRATCH/sendmail" >"$SCRATCH/all.conf"
"$UNJOE" --db "$db" --config "$SCRATCH/all.conf" --now 2026-11-22 nightly
is "$(tr '\n' ' ' <"$SCRATCH/arguments")" "-i -- anna@ours.example carl@ours.example " "to whom the configuration says"
like "$(cat "$SCRATCH/mail")" '^From: unjoe <unjoe@ours\.example>$' "from whom it says"
like "$(cat "$SCRATCH/mail")" '^Subject: \[unjoe\] nothing to do$' "a quiet night says so in its subject"
rm "$SCRATCH/arguments"
nightly --config "$SCRATCH/all.conf" --dry-run >"$SCRATCH/out"
like "$(cat "$SCRATCH/out")" '^To: anna@ours\.example,$' "--dry-run prints the mail"
ok "and sends none" test ! -e "$SCRATCH/arguments"
nightly --config "$SCRATCH/all.conf" --format tsv >"$SCRATCH/out"
ok "nor does a report for programs" test ! -e "$SCRATCH/arguments"

# What may be no address.
for address in -oQ/tmp 'a b@ours.example' 'a@ours.example,b@ours.example' "$(printf 'a@ours.example\nBcc: x@y')" '<a@b>' '' 'a@' "$(printf '%300s' x | tr ' ' x)@ours.example"; do
	fails "no address: $(printf %.20s "$address" | tr '\n' ' ')" 2 "$UNJOE" --db "$db" nightly --mail "$address"
done
fails "--mail and --format" 2 "$UNJOE" --db "$db" nightly --mail a@ours.example --format json

# One that fails.
for end in 'exit 75' 'echo "no such user" >&2; exit 67' 'kill -KILL $$'; do
	printf '#!/bin/sh\n%s\n' "$end" >"$SCRATCH/sendmail"
	rm -f "$SCRATCH"/nightly-*.eml
	nightly --config "$SCRATCH/post.conf" --mail anna@ours.example >"$SCRATCH/out" 2>&1
	is "$?" 1 "sendmail fails ($end): exit status 1"
	like "$(cat "$SCRATCH/out")" "it is kept in $SCRATCH/nightly-2026-11-24\.eml" "says where the report is"
	like "$(cat "$SCRATCH/nightly-2026-11-24.eml")" '^  STORM ' "and there it is"
done
rm "$SCRATCH/sendmail"
nightly --config "$SCRATCH/post.conf" --mail anna@ours.example >"$SCRATCH/out" 2>&1
like "$(cat "$SCRATCH/out")" 'sendmail is not installed' "one that is not there"

# A subject that a stranger chose: an account of that name sends in a storm.
sqlite3 "$db" "INSERT INTO incident (incident_id, kind, target, starts_at, peak_at, ends_at, state, bounces, peak, forged, unsure, strength, read, refused, accepted, messages, recipients, seen_until) SELECT 'takeover-x', 'takeover', 'a' || char(10) || 'Bcc: x@evil.example' || char(10) || char(10) || 'Körper' || char(8238) || '=?UTF-8?Q?x?=' || replace(hex(zeroblob(300)), '00', 'é'), starts_at, peak_at, ends_at, 'running', 0, 9, 0, 0, 'strong', 0, 0, 0, 5, 9, seen_until FROM incident LIMIT 1"
nightly --mail anna@ours.example --dry-run >"$SCRATCH/mail"
sed '/^$/,$d' "$SCRATCH/mail" | sed 's/"a-[0-9a-f]*"/"a-LOT"/' >"$SCRATCH/head"
golden post/hostile.txt "adds no header" <"$SCRATCH/head"
is "$(awk 'length > 78' "$SCRATCH/head" | wc -l)" 0 "and stays in short lines"
is "$(LC_ALL=C grep -c '[^ -~	]' "$SCRATCH/mail")" 0 "of ASCII"
perl "$SCRATCH/apart" <"$SCRATCH/mail" >"$SCRATCH/parts"
is "$(cat "$SCRATCH/text")" "$(nightly)" "the text comes out whole"
done_testing

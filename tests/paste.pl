#!/usr/bin/perl
# paste.pl FORM <rfc3164.log, paste.pl --list - the same log as it was copied out of a mail, a web page, a terminal, a spreadsheet or a log collector.
# It shares no code with what it tests.
use strict;
use warnings;

my @lines;
sub html { my $t = shift; $t =~ s/&/&amp;/g; $t =~ s/</&lt;/g; $t =~ s/>/&gt;/g; $t =~ s/"/&quot;/g; $t =~ s/'/&#39;/g; $t }
sub csv { join ',', map { my $t = $_; $t =~ s/"/""/g; "\"$t\"" } @_ }
sub json { my $t = shift; $t =~ s/(["\\])/\\$1/g; $t =~ s/([\x00-\x1f])/sprintf '\\u%04x', ord $1/ge; "\"$t\"" }
sub object { my @f; while (my ($k, $v) = splice @_, 0, 2) { push @f, json($k) . ':' . ($v =~ /^\{/ ? $v : json($v)) } '{' . join(',', @f) . '}' }
sub parts { $_[0] =~ /^(... .. (........)) (\S+) ([^\[:]+)(?:\[(\d+)\])?: (.*)/ or die "what is: $_[0]"; (stamp => $1, at => "2025-12-31T$2Z", host => $3, program => $4, pid => $5 // '', text => $6) }
sub all(&) { my $f = shift; map { $f->($_) } @lines }
my $red = "\e[01;31m\e[K";
sub entry { my %p = parts($_[0]); object('@timestamp' => $p{at}, message => $p{text}, host => object(hostname => $p{host}), process => object(name => $p{program}, pid => $p{pid})) }
sub wrap { my ($line, $first, $next) = @_; my @out = ($line); while (length $out[-1] > 76 && $out[-1] =~ /^(.{30,76}) (.*)/) { @out[$#out, $#out + 1] = ($1, $2) } map { ($_ ? $next : $first) . $out[$_] } 0 .. $#out }

my %forms = (
	'quoted' => sub { all { "> $_[0]" } },
	'quoted-twice' => sub { all { ">> $_[0]" } },
	'quoted-wrapped' => sub { all { wrap($_[0], '> ', '> ') } },
	'quoted-indented' => sub { all { wrap($_[0], '> ', '>        ') } },
	'wrapped' => sub { all { wrap($_[0], '', '') } },
	'indented' => sub { all { "    $_[0]" } },
	'indented-wrapped' => sub { all { wrap($_[0], '  ', '        ') } },
	'hash' => sub { all { "# $_[0]" } },
	'list' => sub { all { "* $_[0]" } },
	'code' => sub { all { "`$_[0]`" } },
	'numbered' => sub { my $n = 0; all { sprintf "%6d\t%s", ++$n, $_[0] } },
	'blank-lines' => sub { all { ($_[0], '') } },
	'grep' => sub { all { "/var/log/mail.log.1:12:$_[0]" } },
	'grep-context' => sub { all { "/var/log/mail.log-12-$_[0]" } },
	'grep-colour' => sub { all { (my $l = $_[0]) =~ s/from|status/$red$&\e[m\e[K/g; "\e[35m\e[Kmail.log\e[m\e[K\e[36m\e[K:\e[m\e[K$l" } },
	'coloured' => sub { all { "\e[32m$_[0]\e[0m" } },
	'page' => sub { ('<pre>' . html($lines[0]), (map { html($_) } @lines[1 .. $#lines]), '</pre>') },
	'page-breaks' => sub { all { html($_[0]) . '<br />' } },
	'stern' => sub { all { "mail-0 postfix $_[0]" } },
	'csv-lines' => sub { all { csv($_[0], '2025-12-31T00:00:00.000+0000', 'mx', '/var/log/mail.log') } },
	'csv-time' => sub { all { '2025-12-31T00:00:00.123Z,' . csv($_[0]) } },
	'csv-cells' => sub { all { my %p = parts($_[0]); csv($p{at}, $p{host}, $p{program} . ($p{pid} eq '' ? '' : "[$p{pid}]") . ": $p{text}") } },
	'elastic' => sub { all { my %p = parts($_[0]); object(_index => 'x', _source => object('@timestamp' => $p{at}, message => $_[0], host => object(name => 'mx'))) } },
	'elastic-parts' => sub { all { entry($_[0]) } },
	'logstash' => sub { all { my %p = parts($_[0]); object('@timestamp' => $p{at}, message => $p{text}, program => $p{program}, pid => $p{pid}, logsource => $p{host}) } },
	'splunk' => sub { all { object(result => object(_raw => $_[0], _time => {parts($_[0])}->{at}, host => 'mx')) } },
	'loki' => sub { all { object(labels => object(host => 'mx'), line => $_[0], timestamp => {parts($_[0])}->{at}) } },
	'raw' => sub { all { object(message => $_[0]) } },
	'insights' => sub { '[' . join(',', all { object('@timestamp' => {parts($_[0])}->{at}, '@message' => $_[0]) }) . ']' },
	'mezmo' => sub { all { my %p = parts($_[0]); object(_ts => $p{at}, _host => $p{host}, _app => $p{program}, _line => $p{text}) } },
	'nxlog' => sub { all { my %p = parts($_[0]); object(EventTime => $p{at}, Hostname => $p{host}, SourceName => $p{program}, ProcessID => $p{pid}, Message => $p{text}) } },
	'fluentd' => sub { all { my %p = parts($_[0]); "$p{at}\tsyslog.mail.info\t" . object(host => $p{host}, ident => $p{program}, pid => $p{pid}, message => $p{text}) } },
	'fluentd-out' => sub { all { (my $at = {parts($_[0])}->{at}) =~ s/T(.*)Z/ $1.123456789 +0000/; "$at mail: " . object(message => $_[0]) } },
	'papertrail' => sub { my $n = 0; all { my %p = parts($_[0]); join "\t", ++$n, $p{at}, $p{at}, 42, $p{host}, '192.0.2.1', 'Mail', 'Info', $p{program}, $p{text} } },
	'papertrail-search' => sub { '{"min_id":"1","events":[' . join(',', all { my %p = parts($_[0]); object(id => '1', source_ip => '192.0.2.1', program => $p{program}, message => $p{text}, received_at => $p{at}, hostname => $p{host}) }) . ']}' },
	'cloudwatch' => sub { ('{', '    "events": [', join(",\n", all { my $o = object(timestamp => {parts($_[0])}->{at}, message => $_[0]); "        $o" }), '    ]', '}') },
	'firehose' => sub { join '', all { '{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"mail","logEvents":[' . object(id => '1', timestamp => {parts($_[0])}->{at}, message => $_[0]) . ']}' } },
	'elastic-search' => sub { '{"took":5,"hits":{"total":{"value":9},"hits":[' . join(',', all { my %p = parts($_[0]); object(_index => 'x', _source => object('@timestamp' => $p{at}, message => $_[0], host => object(name => 'mx'))) }) . ']}}' },
	'tail' => sub { my $half = @lines / 2; ('==> mail.log.1 <==', @lines[0 .. $half - 1], '', '==> mail.log <==', @lines[$half .. $#lines]) },
	'syslog-ng' => sub { all { my %p = parts($_[0]); object(DATE => $p{stamp}, HOST => $p{host}, PROGRAM => $p{program}, PID => $p{pid}, MESSAGE => $p{text}) } },
	'array' => sub { '[' . join(',', all { entry($_[0]) }) . ']' },
	'array-lines' => sub { my @e = all { entry($_[0]) }; ('[' . shift(@e) . ',', (map { "$_," } @e[0 .. $#e - 1]), "$e[-1]]") },
	'array-pretty' => sub { ('[', join(",\n", all { (my $e = entry($_[0])) =~ s/("(?:[^"\\]|\\.)*":(?:\{|"(?:[^"\\]|\\.)*"),?)/\n    $1/g; "  $e" }), ']') },
	'pretty' => sub { all { (my $e = entry($_[0])) =~ s/^\{(.*)\}$/{\n\t$1\n}/; $e } },
	'events' => sub { all { ('data: ' . entry($_[0]), '') } },
	'sequence' => sub { all { "\x1e" . entry($_[0]) } },
);

if ($ARGV[0] eq '--list') {
	print "$_\n" for sort keys %forms;
	exit;
}
chomp(@lines = <STDIN>);
print "$_\n" for $forms{$ARGV[0]}->();

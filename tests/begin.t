#!/bin/sh
# begin.t - how soon behind the first line of a log a mail is known not to be ours: at once where no stranger handed it on and the two clocks
# agree; else mail of ours that left before the log begins might be called forged.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh

world begin
: >"$world/log"
login 10:00:00 0A0000000001 anna anna@ours.test m1@ours.test
to 10:00:01 0A0000000001 friend@c.example mx.c.example 192.0.2.99 AAAA0001
line 10:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'

# Ours, written before the log begins and delivered behind that; once by an address of which nobody knows yet that it is ours.
to 10:00:03 0A0000000009 user1@b.example mx.b.example 192.0.2.25 B00000000009
hops=$(hop 10:00:03 mx.b.example B00000000009 mail.ours.test mail.ours.test 198.51.100.1; own_hop 09:59:58 0A0000000009)
bounce ours 10:00:05 0B0000000009 user1@b.example m9@ours.test
to 10:00:21 0A000000000A user2@b.example mx.b.example 192.0.2.25 B0000000000A
hops=$(hop 10:00:20 mx.b.example B0000000000A mail.ours.test unknown 198.18.0.99; own_hop 09:59:59 0A000000000A)
bounce ours-unknown 10:00:22 0B000000000A user2@b.example m10@ours.test

hops=$(hop 10:00:20 mx.b.example B00000000001 pc unknown 203.0.113.66)
bounce direct 10:00:22 0B0000000001 stranger1@b.example f1@forger.example
hops=$(hop 10:00:20 mx.b.example B00000000002 fwd.d.example fwd.d.example 203.0.113.9; hop 10:00:19 fwd.d.example D00000000002 pc unknown 203.0.113.66)
bounce handed-on 10:00:22 0B0000000002 stranger2@b.example f2@forger.example
hops=$(hop 10:00:20 mx.b.example B00000000003 pc unknown 203.0.113.66; own_hop 09:59:50 0A00000000FF)
bounce ours-below 10:00:22 0B0000000003 stranger3@b.example f3@forger.example
hops=$(hop 10:00:03 mx.b.example B00000000004 pc unknown 203.0.113.66)
bounce too-soon 10:00:05 0B0000000004 stranger4@b.example f4@forger.example
hops=$(hop 10:00:20 mx.b.example B00000000005 pc unknown 203.0.113.66)
bounce slow 10:00:50 0B0000000005 stranger5@b.example f5@forger.example
hops=$(hop 10:00:20 mx.b.example B00000000007 pc unknown 203.0.113.66)
bounce no-id 10:00:22 0B0000000007 stranger7@b.example ''
hops=$(hop 10:01:05 mx.b.example B00000000008 fwd.d.example fwd.d.example 203.0.113.9; hop 10:01:04 fwd.d.example D00000000008 pc unknown 203.0.113.66)
bounce later 10:01:09 0B0000000008 stranger8@b.example f8@forger.example

ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
verdict ours 'unverifiable - origin-named-ours,remote-queue-id' "on its way when the log began: who had written it is not known"
verdict ours-unknown 'unverifiable - never-sent,origin-near-ours,remote-queue-id' "nor by an address that is not known to be ours"
verdict direct 'forged strong never-mailed,never-sent,origin-foreign' "nobody had it before: the two seconds that the bounce took"
verdict handed-on 'unverifiable - never-mailed,origin-foreign' "a forwarder had it before: a minute"
verdict ours-below 'forged strong never-mailed,never-sent,origin-foreign' "a line in our host's name: what that had handed over then would be in the log"
verdict too-soon 'unverifiable - never-mailed,origin-foreign' "it may have been sent before the log begins"
verdict slow 'unverifiable - never-mailed,origin-foreign' "the bounce took half a minute, and so may the clock be wrong"
verdict no-id 'unverifiable - never-mailed,origin-foreign' "no id came back, and lines may have been cut off: a minute"
verdict later 'forged strong never-mailed,never-sent,origin-foreign' "a minute behind the first line"
done_testing

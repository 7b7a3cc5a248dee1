#!/bin/sh
# verdict.t - whose mail each bounce answers: a small world with every class, signal and attack, each with class, strength and reasons.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh
. tests/joe-job.sh

ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts

verdict genuine 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "genuine, by the relay's queue id and our address"
verdict genuine-d 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "of another relay"
verdict genuine-id 'genuine strong our-message' "by Message-ID and recipient alone: strong"
verdict genuine-queue 'genuine proof our-message,remote-queue-id' "by the relay's queue id in the report's own field"
verdict forwarder 'genuine proof never-mailed,our-handover' "handed on by the relay that we gave it to"
verdict exploder 'genuine strong never-mailed,relay-handover' "by another address of it"
verdict filtered 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "through a content filter"
verdict courier 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "Courier's queue id has one part more in its line"
verdict verp 'genuine strong our-message' "by the address that was made for one recipient (VERP)"
verdict srs 'genuine proof origin-ours,remote-queue-id,srs-forward,we-relayed' "forwarded by us under SRS"
is "$(unjoe --db "$world/db" query --format tsv --sql "SELECT v.account, v.client_ip, m.queue_id FROM verdicts v JOIN bounces b USING (bounce_id)
    JOIN messages m ON m.mail_id = v.original_mail_id WHERE b.message_id LIKE 'filtered@%'" | sed 1d)" "anna	203.0.113.200	0B0000000017" "account and client behind the filter"

verdict forged 'forged strong never-mailed,never-sent,origin-foreign' "forged, with a made-up line and a HELO of ours"
verdict forged-id 'forged strong never-mailed,never-sent' "forged, by its Message-ID alone"
verdict forged-here 'forged strong never-mailed,never-sent,origin-foreign' "forged, and sent to us as well"
verdict forged-fail 'forged strong never-mailed,never-sent,origin-foreign,origin-spf-fail' "forged, with the bouncer's SPF fail"
verdict forged-pass 'forged strong never-mailed,never-sent,origin-foreign' "a pass that the forger wrote is not believed"
verdict framed 'forged strong never-mailed,never-sent,origin-foreign,reporter-mismatch' "a report that somebody else brought"
verdict many-1 'forged strong many-senders,never-mailed,never-sent,origin-foreign' "one of three senders of one origin"
verdict many-3 'forged strong address-unknown,many-senders,never-mailed,never-sent,origin-foreign' "an address that does not exist"
verdict reply-forged 'forged strong never-mailed,never-sent' "a reply to forged mail"
verdict own-backscatter 'forged strong never-sent,origin-foreign,our-bounce,we-backscatter' "what we bounced ourselves instead of refusing it"

verdict replayed-else 'forged weak never-mailed,origin-foreign,other-queue-id,replayed' "our Message-ID, sent to somebody else"
verdict replayed-same 'forged weak origin-foreign,other-queue-id,our-message,replayed' "our Message-ID, sent to the same recipient"
verdict hijacked 'forged weak origin-foreign,other-queue-id,our-message,replayed' "the whole old chain below a new line"
verdict own-fake 'forged weak origin-foreign,our-message,replayed' "a notice that only claims to be ours"
verdict refused 'forged weak our-message,replayed' "a bounce of what was refused to us"
verdict often-1 'unverifiable - our-message,replayed' "more failures than deliveries: which is ours?"
verdict often-2 'unverifiable - our-message,replayed' "  and the other"
verdict reply-replayed 'unverifiable - never-mailed' "a reply to a message of ours, from whom we did not send it to"

verdict own-genuine 'genuine proof our-bounce,replayed' "our own bounce of a user's mail"
verdict reply-genuine 'genuine strong replied-to' "a reply to a message of ours"
verdict web-named 'bypass strong never-mailed,never-sent,origin-named-ours' "a web server with a confirmed name of ours"
verdict web-spf 'bypass strong never-mailed,never-sent,origin-foreign,origin-spf-pass' "one that our SPF record names"
verdict news-signed 'bypass strong never-mailed,never-sent,origin-foreign,origin-signed' "a newsletter signed with our key"
verdict web-near 'unverifiable - never-mailed,never-sent,origin-near-ours' "one beside our address"
verdict provider 'unverifiable - never-mailed,never-sent,origin-foreign,origin-provider' "a user behind a provider's smarthost"
verdict tenant 'unverifiable - never-mailed,never-sent,origin-foreign,origin-provider,origin-spf-shared' "a tenant of a provider in our SPF record"
verdict friend-id 'unverifiable - never-sent' "a Message-ID that we did not send, from whom we know"
verdict nothing 'unverifiable - never-mailed' "nothing came back"
done_testing

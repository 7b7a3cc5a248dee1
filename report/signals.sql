-- What each signal says, in words; the last column: whether it speaks for us having sent the mail (ours), against it (not ours), or only warns.
-- Comes before the statements that speak of signals.
WITH meaning(name, says, speaks) AS (VALUES
    ('remote-queue-id', 'Our log holds the queue id that the relay gave to our mail, and the relay itself wrote it into this bounce. Nobody else could know it.', 'ours'),
    ('our-handover', 'The mail is in our log, and the bouncing organisation took it over from us, or from the relay to which our log delivered it.', 'ours'),
    ('our-bounce', 'Our own server wrote this bounce, about a message that its log shows.', 'ours'),
    ('our-message', 'A queue id or Message-ID of ours came back, and that message of our log went to this recipient.', 'ours'),
    ('replied-to', 'It answers a message that we sent to its sender.', 'ours'),
    ('replayed', 'Somebody sent a mail of ours once more: what was returned fits one of ours, its way does not.', 'not ours'),
    ('never-sent', 'Nothing that we sent in that time fits what came back, and our log of that time is whole.', 'not ours'),
    ('never-mailed', 'We never sent mail to that recipient.', 'not ours'),
    ('address-unknown', 'The address that it came to does not exist here: our log refuses it as unknown.', 'not ours'),
    ('origin-foreign', 'The bouncing organisation took the mail over from an address that is neither ours nor a relay to which we delivered it.', 'not ours'),
    ('origin-spf-fail', 'By our SPF record that address must not send in our name.', 'not ours'),
    ('origin-spf-softfail', 'By our SPF record that address should not send in our name (softfail).', 'not ours'),
    ('origin-spf-neutral', 'Our SPF record says nothing of that address (neutral).', 'warns'),
    ('origin-spf-none', 'The domain had no SPF record.', 'warns'),
    ('origin-spf-pass', 'Our SPF record itself allows that address to send in our name.', 'ours'),
    ('origin-spf-shared', 'Our SPF record allows a provider whose customers all send from there: that decides nothing.', 'warns'),
    ('many-senders', 'The same origin forged several addresses of ours.', 'not ours'),
    ('we-always-sign', 'All our mail is signed (DKIM); this was not.', 'not ours'),
    ('reporter-mismatch', 'The host that delivered this bounce is not the one that it says wrote it: a forwarder or second MX stands between, or the bounce itself is a fake.', 'warns'),
    ('origin-provider', 'That address also sends other people''s mail, with SPF pass: a user of ours may have sent through it.', 'warns'),
    ('origin-ours', 'It came from an address in our own network.', 'ours'),
    ('origin-named-ours', 'It came from a host that is named in a domain of ours, and that name leads back to it.', 'ours'),
    ('relayed-forward', 'We forwarded that mail for somebody else (SRS); it was not written here.', 'ours'),
    ('we-backscatter', 'A stranger''s mail that our server accepted and then bounced: it should have been refused at the door.', 'warns'),
    ('taken-over', 'The account or client that sent it was in a stranger''s hands at that time.', 'ours')
)

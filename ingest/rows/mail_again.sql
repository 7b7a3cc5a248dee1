-- A mail that was stored while it was on its way, and went on.
UPDATE OR FAIL mail SET instance = intake.instance, last_at = intake.last_at, birth = intake.birth_word, ended = intake.ended, hop = intake.hop,
    message_id = intake.message_id, sender = intake.sender, size = intake.mail_size, nrcpt = intake.mail_nrcpt, sent = intake.sent,
    bounced = intake.bounced, deferred = intake.deferred, remote = intake.remote, expired = intake.expired, rejected = intake.rejected
FROM intake
WHERE mail.part_id = intake.part_id;

-- A mail that was stored while it was on its way, and went on.
UPDATE mail SET instance = :instance, last_at = :last_at, birth = :birth_word, ended = :ended, hop = :hop, message_id = :message_id, sender = :sender,
    size = :mail_size, nrcpt = :mail_nrcpt, sent = :sent, bounced = :bounced, deferred = :deferred, remote = :remote,
    expired = :expired, rejected = :rejected
WHERE part_id = :part_id;

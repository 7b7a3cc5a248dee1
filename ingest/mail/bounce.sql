INSERT OR FAIL INTO bounce (bounce_id, dated_at, fingerprint, kind, dialect, reporting_mta, sender, message_id, in_reply_to, returned,
    quoted_message_id, quoted_queue_id, quoted_sender, quoted_from, quoted_subject, quoted_at, quoted_signed)
SELECT bounce_id, dated_at, fingerprint, kind, dialect, reporting_mta, sender, message_id, in_reply_to, returned,
    quoted_message_id, quoted_queue_id, quoted_sender, quoted_from, quoted_subject, quoted_at, quoted_signed
FROM mail_intake;

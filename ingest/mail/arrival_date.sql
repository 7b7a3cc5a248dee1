INSERT OR FAIL INTO arrival_date (bounce_id, at) SELECT bounce_id, at FROM mail_intake;

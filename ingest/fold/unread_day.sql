-- A line of a program that no rule file reads: of a mail server that sends, the day of it is kept.
INSERT OR IGNORE INTO unread_day (day, host, program)
SELECT :day, :host, :program WHERE EXISTS (SELECT 1 FROM mail_server m WHERE :program GLOB m.program AND m.sends);

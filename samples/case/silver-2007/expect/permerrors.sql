-- One broken record, and its term.
SELECT helo, reason FROM spf_checks WHERE result = 'permerror'

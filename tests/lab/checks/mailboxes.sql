-- Each mail that lies in a mailbox. The folder is named by the local part, without quotes and extension.
SELECT replace(substr(recipient, 1, min(instr(recipient || '@', '@'), instr(recipient || '+', '+')) - 1), '"', '')
FROM deliveries WHERE program LIKE '%/virtual' AND status = 'sent'

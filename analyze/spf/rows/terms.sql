SELECT n, term, senders FROM spf_term_row WHERE standing <> 'added' ORDER BY n;

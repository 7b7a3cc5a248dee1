-- needs: news
-- gathers: guesses
-- Failed logins by account and day, taken out by analyze/gathered/guesses.sql.
SELECT gather(user, local_day_number(at), 0, 0, 0, 0) FROM login WHERE login_id > (SELECT login FROM fresh) AND ok = 0 AND user IS NOT NULL;

DELETE FROM prune_limit;
DELETE FROM doomed_bounce;
DELETE FROM doomed_mail;
DELETE FROM held_span;

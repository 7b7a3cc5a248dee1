DROP TABLE prune_limit;
DROP TABLE doomed_bounce;
DROP TABLE doomed_mail;
DROP TABLE held_span;
DROP TABLE pruning;
DROP TABLE erasing;
DROP TABLE mentioning;

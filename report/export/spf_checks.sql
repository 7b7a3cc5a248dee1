SELECT * FROM spf_checks;

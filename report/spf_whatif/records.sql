SELECT coalesce(record, 'none'), proposed FROM spf_whatif;

SELECT record, error_place, error_length FROM spf_tree_row WHERE n = 0;

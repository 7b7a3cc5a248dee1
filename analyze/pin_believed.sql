SELECT 1 FROM own_fact WHERE kind = :kind AND value = :value;

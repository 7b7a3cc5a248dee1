DELETE FROM pin WHERE kind = :kind AND value = :value;

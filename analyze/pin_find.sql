SELECT configured FROM pin WHERE kind = :kind AND value = :value;

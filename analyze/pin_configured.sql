DELETE FROM pin WHERE configured = -1;

-- Those of the configuration wait for being named again (analyze/pin_configured.sql drops the rest).
UPDATE pin SET configured = -1 WHERE configured <> 0;

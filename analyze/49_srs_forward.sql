-- needs: dirty
-- srs-forward: the bounce came to an address that a forwarder of ours had made (SRS): it answers mail that we only passed on.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT bounce_id, 'srs-forward', made || ' stands for ' || sender FROM about WHERE srs;

-- Which entries of which journal were read.
SELECT journal_id, journal_first, journal_last FROM source WHERE journal_id IS NOT NULL;

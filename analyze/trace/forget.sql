-- (Rows are added plainly: a REPLACE that could fail would have SQLite write each page that it changes to a journal first.)
DELETE FROM trace WHERE bounce_id IN (SELECT bounce_id FROM dirty_again);

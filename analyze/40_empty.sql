-- needs: dirty
-- What some of the stages behind this one find, and others read: not each of them is run.
CREATE TEMP TABLE IF NOT EXISTS second_mx (bounce_id INTEGER, n INTEGER, PRIMARY KEY (bounce_id, n)) WITHOUT ROWID;
DELETE FROM second_mx;
CREATE TEMP TABLE IF NOT EXISTS at_home (ip TEXT, organisation TEXT, PRIMARY KEY (ip, organisation)) WITHOUT ROWID;
DELETE FROM at_home;
CREATE TEMP TABLE IF NOT EXISTS went_on (relay_host TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM went_on;
CREATE TEMP TABLE IF NOT EXISTS sought (what TEXT, text TEXT, from_at INTEGER, to_at INTEGER, PRIMARY KEY (what, text)) WITHOUT ROWID;
DELETE FROM sought;
CREATE TEMP TABLE IF NOT EXISTS hours (hour INTEGER PRIMARY KEY);
DELETE FROM hours;
CREATE TEMP TABLE IF NOT EXISTS plan (look_up INTEGER);
DELETE FROM plan;
CREATE TEMP TABLE IF NOT EXISTS mailed (recipient TEXT, at INTEGER, delivery_id INTEGER, part_id INTEGER, remote_queue_id TEXT,
    PRIMARY KEY (recipient, at, delivery_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS temp.mailed_remote ON mailed (remote_queue_id) WHERE remote_queue_id IS NOT NULL;
DELETE FROM mailed;
CREATE TEMP TABLE IF NOT EXISTS letter (part_id INTEGER PRIMARY KEY, host INTEGER, queue_id TEXT, message_id TEXT, first_at INTEGER,
    born TEXT, client_ip TEXT, sasl_user TEXT, sender TEXT, proxied INTEGER, old_queue_id TEXT, parent INTEGER, origin INTEGER, birth TEXT);
DELETE FROM letter;
CREATE TEMP TABLE IF NOT EXISTS outward (bounce_id INTEGER, part_id INTEGER, PRIMARY KEY (bounce_id, part_id)) WITHOUT ROWID;
DELETE FROM outward;
CREATE TEMP TABLE IF NOT EXISTS checked (ip TEXT, at INTEGER, check_id INTEGER, result TEXT, domain TEXT, PRIMARY KEY (ip, at, check_id)) WITHOUT ROWID;
DELETE FROM checked;
CREATE TEMP TABLE IF NOT EXISTS brings (bounce_id INTEGER, ip TEXT, n INTEGER, part_id INTEGER, PRIMARY KEY (bounce_id, ip)) WITHOUT ROWID;
DELETE FROM brings;
CREATE TEMP TABLE IF NOT EXISTS relay_at (ip TEXT, at INTEGER, domain TEXT, PRIMARY KEY (ip, at, domain)) WITHOUT ROWID;
DELETE FROM relay_at;

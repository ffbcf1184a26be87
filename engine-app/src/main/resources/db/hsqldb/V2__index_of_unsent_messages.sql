-- HSQLDB has no partial index. The relay sorts by all three columns.
CREATE INDEX journal_unsent ON journal (unsent, client_id, id);

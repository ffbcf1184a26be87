-- HSQLDB has no partial index. The relay sorts by both columns.
CREATE INDEX journal_unsent ON journal (unsent, id);

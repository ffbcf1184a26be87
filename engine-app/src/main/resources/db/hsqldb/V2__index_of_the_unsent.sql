CREATE INDEX journal_unsent ON journal (unsent, id);

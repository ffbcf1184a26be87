-- Partial: the index holds only unsent messages, so it stays small however long the history grows. The relay sorts by both columns.
CREATE INDEX journal_unsent ON journal (unsent, id) WHERE unsent;

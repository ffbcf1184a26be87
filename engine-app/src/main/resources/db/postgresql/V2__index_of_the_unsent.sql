-- Partial: it holds only what waits, so it stays small however long the history grows. Both columns: the relay sorts by both.
CREATE INDEX journal_unsent ON journal (unsent, id) WHERE unsent;

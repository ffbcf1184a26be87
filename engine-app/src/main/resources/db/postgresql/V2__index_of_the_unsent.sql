-- Partial: it holds only what waits, so it stays small however long the history grows.
CREATE INDEX journal_unsent ON journal (id) WHERE unsent;

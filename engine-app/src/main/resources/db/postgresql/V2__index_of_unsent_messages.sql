-- Partial: the index holds only unsent messages, so it stays small however long the history grows. The relay sorts by all three columns.
CREATE INDEX journal_unsent ON journal (unsent, client_id, id) WHERE unsent;

-- The messages that have no position in the feed of a client yet are read in their order, a few at once.
DROP INDEX journal_feed;
CREATE UNIQUE INDEX journal_feed ON journal (client_id, feed_position) WHERE feed_position IS NOT NULL;
CREATE INDEX journal_without_position ON journal (client_id, feed_position, id) WHERE feed_position IS NULL;

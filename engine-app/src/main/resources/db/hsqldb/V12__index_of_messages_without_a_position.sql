-- The messages that have no position in the feed of a client yet are read in their order, a few at once.
DROP INDEX journal_feed;
CREATE INDEX journal_feed ON journal (client_id, feed_position, id);

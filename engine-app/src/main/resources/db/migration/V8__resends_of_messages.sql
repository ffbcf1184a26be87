-- Number of times that a message was asked for again. A sent message is marked only if nobody has asked for it since it was read, at any node.
ALTER TABLE journal ADD COLUMN resends INTEGER DEFAULT 0 NOT NULL;

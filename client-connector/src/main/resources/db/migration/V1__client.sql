-- Portable between HSQLDB and PostgreSQL: VARCHAR with a length, no CLOB. HSQLDB counts UTF-16 code units, so lengths are
-- twice the number of characters that the contract's schemas allow.

-- The ledger: everything that was agreed, in the order of recording, appended and never changed. body is an order or a request
-- as sent, a message or a refusal as received, a settlement, or the removal of a trade. signature is the server's detached JWS of the body, as received.
-- The retention removes the bodies of a closed trade: body is null then, and removal is the number of the entry that says so. All other columns stay, so that
-- the running head still covers every entry.
-- digest = SHA-256(body). head = SHA-256 of the previous head, entry number, kind, time, digest and, if any, signature: the running head over all entries. The tables placed_order, trade, trade_line,
-- history_entry, trade_request and settlement are a projection of the entries, which a verification recomputes.
CREATE TABLE ledger_entry (
  entry_number BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  body VARCHAR(1100000),
  signature VARCHAR(2000),
  digest VARCHAR(64) NOT NULL,
  head VARCHAR(64) NOT NULL,
  removal BIGINT,
  PRIMARY KEY (entry_number)
);

-- Number and head of the last entry. Its row is also the lock for appending: numbers have no gaps.
CREATE TABLE ledger_head (
  id INTEGER NOT NULL,
  entry_number BIGINT NOT NULL,
  head VARCHAR(64) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ledger_head_once CHECK (id = 1)
);
INSERT INTO ledger_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Orders that this client has placed. answer_entry is the entry of the trading information or the refusal.
-- trading_id has no foreign key: trade.order_reference is the key between the two tables, and a second one, in the other
-- direction, would be circular.
CREATE TABLE placed_order (
  order_reference VARCHAR(64) NOT NULL,
  order_digest VARCHAR(64) NOT NULL,
  event_body VARCHAR(1100000) NOT NULL,
  state VARCHAR(16) NOT NULL,
  placed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  answered_at TIMESTAMP WITH TIME ZONE,
  trading_id VARCHAR(36),
  reasons VARCHAR(1100000),
  entry_number BIGINT NOT NULL,
  answer_entry BIGINT,
  -- The order was not stored here, and is taken from the trading information of a rebuild. event_body and entry_number are those of the trading information.
  -- SIGNATURE: the information repeats this client's signature of the order. SERVER: on the server's word.
  adopted VARCHAR(16),
  PRIMARY KEY (order_reference)
);
CREATE INDEX placed_order_state ON placed_order (state);
CREATE INDEX placed_order_placed ON placed_order (placed_at, order_reference);

-- The outbox of orders: when an order is sent next. An order is stored before it is sent.
CREATE TABLE order_dispatch (
  order_reference VARCHAR(64) NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (order_reference),
  CONSTRAINT order_dispatch_order FOREIGN KEY (order_reference) REFERENCES placed_order (order_reference)
);

-- The server's products as last fetched, in one row. No key: the row is replaced as a whole.
CREATE TABLE catalogue (
  fetched_at TIMESTAMP WITH TIME ZONE NOT NULL,
  products VARCHAR(2200000) NOT NULL
);

-- Trades after their latest verified messages. head_hash is the hash of the latest history entry, last_digest the SHA-256 of the
-- latest message's body, to which the next message refers.
CREATE TABLE trade (
  trading_id VARCHAR(36) NOT NULL,
  event_source VARCHAR(1000) NOT NULL,
  order_reference VARCHAR(64) NOT NULL,
  payment_method VARCHAR(40) NOT NULL,
  revision INTEGER NOT NULL,
  order_status VARCHAR(40) NOT NULL,
  delivery_status VARCHAR(40) NOT NULL,
  payment_status VARCHAR(40) NOT NULL,
  held_from VARCHAR(40),
  sequence_number BIGINT NOT NULL,
  closed BOOLEAN NOT NULL,
  currency VARCHAR(3) NOT NULL,
  amount_ordered NUMERIC(19, 4) NOT NULL,
  amount_authorized NUMERIC(19, 4) NOT NULL,
  amount_captured NUMERIC(19, 4) NOT NULL,
  amount_refunded NUMERIC(19, 4) NOT NULL,
  reason_code VARCHAR(64),
  reason_text VARCHAR(2000),
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  head_hash VARCHAR(64) NOT NULL,
  last_digest VARCHAR(64) NOT NULL,
  PRIMARY KEY (trading_id),
  CONSTRAINT trade_of_order UNIQUE (order_reference),
  CONSTRAINT trade_order FOREIGN KEY (order_reference) REFERENCES placed_order (order_reference)
);
-- The order by time is in db/{vendor}.
CREATE INDEX trade_changed ON trade (changed_at, trading_id);
CREATE INDEX trade_amount ON trade (amount_ordered, trading_id);

-- The earliest time when a step of a trade is due, by its latest message; no row if no time is known. Without a foreign key: trade
-- and row are written in one transaction.
CREATE TABLE trade_due (
  trading_id VARCHAR(36) NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (trading_id)
);
CREATE INDEX trade_due_at ON trade_due (due_at);

-- Closed trades that the retention has removed, with their last messages: a late message of one of them is no new trade. A projection of the entries of
-- removals, which a verification recomputes. An order reference can be there twice, since a server can use it again.
CREATE TABLE removed_trade (
  trading_id VARCHAR(36) NOT NULL,
  order_reference VARCHAR(64) NOT NULL,
  sequence_number BIGINT NOT NULL,
  last_digest VARCHAR(64) NOT NULL,
  removed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  entry_number BIGINT NOT NULL,
  PRIMARY KEY (trading_id)
);
CREATE INDEX removed_trade_of_order ON removed_trade (order_reference);

-- Current quantities of each line of a trade.
CREATE TABLE trade_line (
  trading_id VARCHAR(36) NOT NULL,
  line_number INTEGER NOT NULL,
  sku VARCHAR(128) NOT NULL,
  unit_price NUMERIC(19, 4) NOT NULL,
  ordered INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  shipped INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  PRIMARY KEY (trading_id, line_number),
  CONSTRAINT trade_line_trade FOREIGN KEY (trading_id) REFERENCES trade (trading_id)
);

-- Verified messages of each trade. hash = SHA-256(hash of the trade's previous entry + body). entry_number is the ledger entry
-- with the body. The index by trade stays small enough for memory, and a new body is always appended.
-- history_entry has no foreign keys: for each, HSQLDB maintains one more index on the largest table (for trading_id alone 14 %
-- more CPU per message). Trade, history and ledger entry are always written in one transaction.
CREATE TABLE history_entry (
  trading_id VARCHAR(36) NOT NULL,
  sequence_number BIGINT NOT NULL,
  event_id VARCHAR(510) NOT NULL,
  event_type VARCHAR(100) NOT NULL,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  order_status VARCHAR(40) NOT NULL,
  delivery_status VARCHAR(40) NOT NULL,
  payment_status VARCHAR(40) NOT NULL,
  reason_code VARCHAR(64),
  reason_text VARCHAR(2000),
  hash VARCHAR(64) NOT NULL,
  entry_number BIGINT NOT NULL,
  PRIMARY KEY (trading_id, sequence_number)
);
CREATE VIEW history AS
  SELECT e.trading_id, e.sequence_number, e.event_id, e.event_type, e.happened_at, e.recorded_at, e.order_status,
    e.delivery_status, e.payment_status, e.reason_code, e.reason_text, e.hash, e.entry_number, b.body, b.signature
  FROM history_entry e JOIN ledger_entry b ON b.entry_number = e.entry_number;

-- Messages that were not applied to the ledger. WAITING: verified again when the awaited message arrives.
-- trading_id has no foreign key: a message can name a trade that is not in the ledger.
CREATE TABLE quarantine (
  id VARCHAR(36) NOT NULL,
  dedupe_key VARCHAR(80) NOT NULL,
  state VARCHAR(16) NOT NULL,
  warning_type VARCHAR(40) NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  trading_id VARCHAR(200),
  sequence_number BIGINT,
  awaited_sequence BIGINT,
  kind VARCHAR(200) NOT NULL,
  body VARCHAR(7000000) NOT NULL,
  body_size BIGINT NOT NULL,
  signature VARCHAR(2000),
  PRIMARY KEY (id),
  CONSTRAINT quarantined_once UNIQUE (dedupe_key)
);
CREATE INDEX quarantine_waiting ON quarantine (trading_id, state);
CREATE INDEX quarantine_state ON quarantine (state, warning_type);
CREATE INDEX quarantine_received ON quarantine (received_at);

-- Warnings about quarantined messages. trading_id has no foreign key, for the same reason as in quarantine.
CREATE TABLE warning (
  id VARCHAR(36) NOT NULL,
  raised_at TIMESTAMP WITH TIME ZONE NOT NULL,
  warning_type VARCHAR(40) NOT NULL,
  warning_text VARCHAR(2000) NOT NULL,
  trading_id VARCHAR(200),
  sequence_number BIGINT,
  event_source VARCHAR(1000),
  event_id VARCHAR(510),
  quarantine_id VARCHAR(36) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT warning_message FOREIGN KEY (quarantine_id) REFERENCES quarantine (id)
);
CREATE INDEX warning_raised ON warning (raised_at, id);
CREATE INDEX warning_of_trade ON warning (trading_id, warning_type);
CREATE INDEX warning_of_message ON warning (quarantine_id);

-- Warnings by trade and type, with their number. A group remains when its messages have left the quarantine. trading_id is
-- empty for messages that anybody can have written about any trade.
CREATE TABLE warning_group (
  trading_id VARCHAR(200) NOT NULL,
  warning_type VARCHAR(40) NOT NULL,
  warnings BIGINT NOT NULL,
  first_at TIMESTAMP WITH TIME ZONE NOT NULL,
  latest_at TIMESTAMP WITH TIME ZONE NOT NULL,
  latest_text VARCHAR(2000) NOT NULL,
  latest_quarantine_id VARCHAR(36) NOT NULL,
  settled BIGINT DEFAULT 0 NOT NULL,
  -- Number of warnings that a person had seen when acknowledging, and the person's note.
  acknowledged BIGINT DEFAULT 0 NOT NULL,
  acknowledged_at TIMESTAMP WITH TIME ZONE,
  note VARCHAR(2000),
  PRIMARY KEY (trading_id, warning_type)
);

-- Decisions between two messages with one sequence. entry_number is the ledger entry, which also contains the message that was
-- received later. warning_id has no foreign key: a warning is deleted with its message.
CREATE TABLE settlement (
  warning_id VARCHAR(36) NOT NULL,
  trading_id VARCHAR(36) NOT NULL,
  sequence_number BIGINT NOT NULL,
  choice VARCHAR(16) NOT NULL,
  note VARCHAR(2000) NOT NULL,
  settled_at TIMESTAMP WITH TIME ZONE NOT NULL,
  kept_digest VARCHAR(64) NOT NULL,
  rejected_digest VARCHAR(64) NOT NULL,
  entry_number BIGINT NOT NULL,
  PRIMARY KEY (warning_id)
);
CREATE INDEX settlement_of_trade ON settlement (trading_id);

-- Statements of the server about the last messages of trades. The numbers are without gaps, and each names the digest of the one before.
CREATE TABLE server_statement (
  number BIGINT NOT NULL,
  digest VARCHAR(64) NOT NULL,
  previous_digest VARCHAR(64),
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (number)
);

-- Statements that were not received, although a later one was.
CREATE TABLE missing_statement (
  number BIGINT NOT NULL,
  PRIMARY KEY (number)
);

-- Trades of which a statement names a message that the ledger lacks. trading_id has no foreign key: the ledger can lack the whole trade.
CREATE TABLE missing_tail (
  trading_id VARCHAR(36) NOT NULL,
  order_reference VARCHAR(64) NOT NULL,
  sequence_number BIGINT NOT NULL,
  PRIMARY KEY (trading_id)
);

-- The last rebuild of the ledger, or none.
CREATE TABLE rebuild (
  id INTEGER NOT NULL,
  cause VARCHAR(200) NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  listed_at TIMESTAMP WITH TIME ZONE,
  finished_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (id)
);

-- Verified messages that a receiver (webhook or queue) has not accepted yet, and for each the number of the last ledger entry that was
-- taken over. No foreign keys: the ledger's entries are never deleted.
CREATE TABLE webhook_event (
  receiver VARCHAR(16) NOT NULL,
  entry_number BIGINT NOT NULL,
  trading_id VARCHAR(36) NOT NULL,
  state VARCHAR(16) NOT NULL,
  attempts INTEGER NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  error VARCHAR(1000),
  PRIMARY KEY (receiver, entry_number)
);
CREATE INDEX webhook_event_of_trade ON webhook_event (receiver, trading_id, entry_number);
CREATE TABLE webhook_cursor (
  receiver VARCHAR(16) NOT NULL,
  entry_number BIGINT NOT NULL,
  PRIMARY KEY (receiver)
);

-- Keys of the server that were announced or revoked after this client pinned the first one. public_key is null for a revoked key.
CREATE TABLE server_key (
  key_id VARCHAR(43) NOT NULL,
  public_key VARCHAR(43),
  state VARCHAR(16) NOT NULL,
  announced_by VARCHAR(43) NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (key_id)
);

-- The outbox of requests, inquiries and warnings to the server.
CREATE TABLE request (
  id VARCHAR(36) NOT NULL,
  event_type VARCHAR(100) NOT NULL,
  subject VARCHAR(200) NOT NULL,
  event_body VARCHAR(1100000) NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  state VARCHAR(16) NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX request_state ON request (state, created_at);
CREATE INDEX request_subject ON request (subject, event_type);

-- Users' requests about trades, and the server's answers. order_digest is the digest of the amended order; trading
-- information with a later revision must match the digest of an amendment.
-- id has no foreign key to request, whose rows are deleted after they were sent. trading_id has no foreign key either:
-- order_reference identifies the trade as well.
CREATE TABLE trade_request (
  id VARCHAR(36) NOT NULL,
  trading_id VARCHAR(36) NOT NULL,
  order_reference VARCHAR(64) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  return_number VARCHAR(64),
  content_digest VARCHAR(64) NOT NULL,
  order_digest VARCHAR(64),
  state VARCHAR(16) NOT NULL,
  reasons VARCHAR(1100000),
  requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
  answered_at TIMESTAMP WITH TIME ZONE,
  entry_number BIGINT NOT NULL,
  answer_entry BIGINT,
  PRIMARY KEY (id),
  CONSTRAINT trade_request_order FOREIGN KEY (order_reference) REFERENCES placed_order (order_reference)
);
CREATE INDEX trade_request_of_trade ON trade_request (trading_id, requested_at);
CREATE INDEX trade_request_of_order ON trade_request (order_reference);

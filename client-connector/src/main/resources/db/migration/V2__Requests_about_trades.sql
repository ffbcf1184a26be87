-- What users of this client have asked of the server about a trade, and what it answered. An amendment is kept with the digest
-- of the order as it shall be: only such a revision of the trading information is believed.

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
  asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
  answered_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (id)
);
CREATE INDEX trade_request_of_trade ON trade_request (trading_id, asked_at);
CREATE INDEX trade_request_of_order ON trade_request (order_reference);

ALTER TABLE trade ADD COLUMN revision INTEGER DEFAULT 1 NOT NULL;

-- Amendments, cancellations and returns of an order.

ALTER TABLE trade ADD COLUMN revision INTEGER DEFAULT 1 NOT NULL;
-- True from the moment at which the whole trade is to be cancelled, before its process has said so: from then on nothing of it leaves
-- the house.
ALTER TABLE trade ADD COLUMN withdrawn BOOLEAN DEFAULT FALSE NOT NULL;
-- When the goods arrived, the last of them so far: from then the time runs in which they may be returned.
ALTER TABLE trade ADD COLUMN delivered_at TIMESTAMP WITH TIME ZONE;

-- A client's wish to send goods back, under the client's own number, and what became of it.
CREATE TABLE goods_return (
  trading_id    VARCHAR(36)  NOT NULL REFERENCES trade (trading_id),
  return_number VARCHAR(64)  NOT NULL,
  state         VARCHAR(16)  NOT NULL,
  reason_code   VARCHAR(64)  NOT NULL,
  reason_text   VARCHAR(1000),
  request_id    VARCHAR(255) NOT NULL,
  asked_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (trading_id, return_number)
);

CREATE TABLE goods_return_line (
  trading_id    VARCHAR(36) NOT NULL,
  return_number VARCHAR(64) NOT NULL,
  number        INTEGER     NOT NULL,
  asked         INTEGER     NOT NULL,
  received      INTEGER     NOT NULL,
  goods_condition VARCHAR(16),
  PRIMARY KEY (trading_id, return_number, number)
);

-- Payment by consignment: a trade's money is asked for, taken and given back in parts.

ALTER TABLE payment_movement ALTER COLUMN idempotency_key SET DATA TYPE VARCHAR(160);
-- What the movement is for (a consignment's number, a return's, a bank's own number), and the movement that it draws on:
-- a capture on its authorization, a refund on its capture.
ALTER TABLE payment_movement ADD COLUMN part VARCHAR(80);
ALTER TABLE payment_movement ADD COLUMN source_key VARCHAR(160);

-- One row for each trade that is to be paid. Whoever decides on its money updates the row first, and so waits for the others.
CREATE TABLE payment_account (
  trading_id VARCHAR(36) NOT NULL PRIMARY KEY,
  undone     BOOLEAN     NOT NULL,
  decisions  BIGINT      NOT NULL
);

-- Consignments that will never arrive: nothing more is asked for them.
CREATE TABLE payment_given_up (
  trading_id VARCHAR(36) NOT NULL,
  part       VARCHAR(80) NOT NULL,
  PRIMARY KEY (trading_id, part)
);

CREATE TABLE invoice (
  reference   VARCHAR(80)    NOT NULL PRIMARY KEY,
  trading_id  VARCHAR(36)    NOT NULL,
  part        VARCHAR(80)    NOT NULL,
  amount      NUMERIC(20, 4) NOT NULL,
  received    NUMERIC(20, 4) NOT NULL,
  currency    VARCHAR(3)     NOT NULL,
  state       VARCHAR(16)    NOT NULL,
  issued_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  due_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  reminded_at TIMESTAMP WITH TIME ZONE
);
CREATE INDEX invoice_by_trade ON invoice (trading_id);

-- All that the bank has told of, under its own number, and what became of it. What matched nothing stays here for a person.
CREATE TABLE bank_payment (
  transaction_id VARCHAR(35)    NOT NULL PRIMARY KEY,
  reference      VARCHAR(140)   NOT NULL,
  amount         NUMERIC(20, 4) NOT NULL,
  currency       VARCHAR(3)     NOT NULL,
  outcome        VARCHAR(24)    NOT NULL,
  taken          NUMERIC(20, 4) NOT NULL,
  trading_id     VARCHAR(36),
  reported_at    TIMESTAMP WITH TIME ZONE NOT NULL
);

-- What is to be given back, and for what: the sum is fixed before a process is told to do it.
CREATE TABLE payment_refund (
  trading_id VARCHAR(36)    NOT NULL,
  part       VARCHAR(80)    NOT NULL,
  amount     NUMERIC(20, 4) NOT NULL,
  PRIMARY KEY (trading_id, part)
);

-- The simulators' own books.
ALTER TABLE simulated_provider_call ALTER COLUMN idempotency_key SET DATA TYPE VARCHAR(160);
ALTER TABLE simulated_provider_call ADD COLUMN source_key VARCHAR(160);
CREATE INDEX simulated_provider_call_by_source ON simulated_provider_call (source_key);

CREATE TABLE simulated_authorization (
  authorization_key VARCHAR(160)   NOT NULL PRIMARY KEY,
  merchant_reference VARCHAR(80),
  reference         VARCHAR(80)    NOT NULL,
  token             VARCHAR(200)   NOT NULL,
  amount            NUMERIC(20, 4) NOT NULL,
  currency          VARCHAR(3)     NOT NULL,
  captured          NUMERIC(20, 4) NOT NULL,
  state             VARCHAR(16)    NOT NULL
);
CREATE INDEX simulated_authorization_by_merchant ON simulated_authorization (merchant_reference);

ALTER TABLE simulated_bank_transfer ADD COLUMN transaction_id VARCHAR(35);
CREATE TABLE simulated_bank_payback (
  idempotency_key VARCHAR(160)   NOT NULL PRIMARY KEY,
  trading_id      VARCHAR(36)    NOT NULL,
  amount          NUMERIC(20, 4) NOT NULL,
  currency        VARCHAR(3)     NOT NULL
);

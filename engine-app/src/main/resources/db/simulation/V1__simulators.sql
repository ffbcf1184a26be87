-- Tables of the simulators. They stand for organisations elsewhere, so no key ties them to the server's tables, and nothing of
-- the server joins or locks them. They have a location and a schema history of their own: a production database has none of them.

-- Requests that the payment provider received, by their idempotency key, and the answer that each repetition gets.
CREATE TABLE simulated_provider_call (
  idempotency_key         VARCHAR(160)   NOT NULL PRIMARY KEY,
  operation               VARCHAR(16)    NOT NULL,
  authorization_reference VARCHAR(80),
  source_key              VARCHAR(160),
  reference               VARCHAR(80)    NOT NULL,
  amount                  NUMERIC(20, 4) NOT NULL,
  currency                VARCHAR(3)     NOT NULL,
  token                   VARCHAR(400)   NOT NULL,
  answer                  VARCHAR(16)    NOT NULL,
  attempts                INTEGER        NOT NULL
);
CREATE INDEX simulated_provider_call_by_reference ON simulated_provider_call (reference);
CREATE INDEX simulated_provider_call_by_source ON simulated_provider_call (source_key);

-- Amounts that the payment provider holds for a merchant.
CREATE TABLE simulated_authorization (
  authorization_key  VARCHAR(160)   NOT NULL PRIMARY KEY,
  merchant_reference VARCHAR(80),
  reference          VARCHAR(80)    NOT NULL,
  token              VARCHAR(400)   NOT NULL,
  amount             NUMERIC(20, 4) NOT NULL,
  currency           VARCHAR(3)     NOT NULL,
  captured           NUMERIC(20, 4) NOT NULL,
  state              VARCHAR(16)    NOT NULL
);
CREATE INDEX simulated_authorization_by_merchant ON simulated_authorization (merchant_reference);

-- Confirmations that the payment provider awaits of card holders, and its reports about them that are due.
CREATE TABLE simulated_confirmation (
  authorization_key VARCHAR(160)  NOT NULL PRIMARY KEY,
  url               VARCHAR(2000) NOT NULL,
  until_time        TIMESTAMP WITH TIME ZONE NOT NULL,
  due_at            TIMESTAMP WITH TIME ZONE NOT NULL,
  event             VARCHAR(16),
  reported          BOOLEAN       NOT NULL
);
CREATE INDEX simulated_confirmation_due ON simulated_confirmation (reported, due_at);

-- Payments of invoices that the bank has to report.
CREATE TABLE simulated_bank_transfer (
  reference      VARCHAR(80)    NOT NULL PRIMARY KEY,
  transaction_id VARCHAR(35),
  trading_id     VARCHAR(36)    NOT NULL,
  amount         NUMERIC(20, 4) NOT NULL,
  currency       VARCHAR(3)     NOT NULL,
  due_at         TIMESTAMP WITH TIME ZONE NOT NULL,
  reported       BOOLEAN        NOT NULL
);
CREATE INDEX simulated_bank_transfer_due ON simulated_bank_transfer (reported, due_at);

-- Refunds that the bank made.
CREATE TABLE simulated_bank_payback (
  idempotency_key VARCHAR(160)   NOT NULL PRIMARY KEY,
  trading_id      VARCHAR(36)    NOT NULL,
  amount          NUMERIC(20, 4) NOT NULL,
  currency        VARCHAR(3)     NOT NULL
);

-- Parcels of the carrier, and the events that it still has to report about each.
CREATE TABLE simulated_shipment (
  idempotency_key VARCHAR(80)  NOT NULL PRIMARY KEY,
  tracking_number VARCHAR(80)  NOT NULL,
  script          VARCHAR(200) DEFAULT 'DELIVERED' NOT NULL,
  step            INTEGER      DEFAULT 0 NOT NULL,
  due_at          TIMESTAMP WITH TIME ZONE NOT NULL,
  reported        BOOLEAN      NOT NULL
);
CREATE INDEX simulated_shipment_due ON simulated_shipment (reported, due_at);

-- Reports of the payment provider that are due: pending refunds that become complete or fail, and disputes.
CREATE TABLE simulated_report (
  id          VARCHAR(80)  NOT NULL PRIMARY KEY,
  kind        VARCHAR(16)  NOT NULL,
  payment_key VARCHAR(160) NOT NULL,
  due_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  reported    BOOLEAN      NOT NULL
);
CREATE INDEX simulated_report_due ON simulated_report (reported, due_at);

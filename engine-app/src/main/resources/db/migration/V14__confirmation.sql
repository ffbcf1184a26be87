-- Authorizations that the holder of the card has to confirm: where, and until when.
CREATE TABLE payment_confirmation (
  authorization_key VARCHAR(160)  NOT NULL PRIMARY KEY,
  trading_id        VARCHAR(36)   NOT NULL,
  url               VARCHAR(2000) NOT NULL,
  until_time        TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX payment_confirmation_by_trade ON payment_confirmation (trading_id);

-- What the provider has reported of them, by the provider's own number, and what became of it.
CREATE TABLE provider_event (
  id                VARCHAR(80)  NOT NULL PRIMARY KEY,
  authorization_key VARCHAR(160) NOT NULL,
  event             VARCHAR(16)  NOT NULL,
  outcome           VARCHAR(16)  NOT NULL,
  received_at       TIMESTAMP WITH TIME ZONE NOT NULL
);

-- The simulated provider's own: what it still waits for of the holder, and what it still has to report.
CREATE TABLE simulated_confirmation (
  authorization_key VARCHAR(160)  NOT NULL PRIMARY KEY,
  url               VARCHAR(2000) NOT NULL,
  until_time        TIMESTAMP WITH TIME ZONE NOT NULL,
  due_at            TIMESTAMP WITH TIME ZONE NOT NULL,
  event             VARCHAR(16),
  reported          BOOLEAN       NOT NULL
);
CREATE INDEX simulated_confirmation_due ON simulated_confirmation (reported, due_at);

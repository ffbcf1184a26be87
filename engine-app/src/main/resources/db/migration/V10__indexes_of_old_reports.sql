-- Reports of the payment provider and of the bank are removed by their time, those of the bank also with their trade.
CREATE INDEX provider_event_by_time ON provider_event (received_at);
CREATE INDEX bank_payment_by_trade ON bank_payment (trading_id, reported_at);

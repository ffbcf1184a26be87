-- The operators' list of trades, newest first. An index of HSQLDB has no columns of its own: it refers to the rows.
CREATE INDEX trade_by_time ON trade (accepted_at, trading_id);

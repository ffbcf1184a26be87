-- The page's list of trades, newest first. An index of HSQLDB has no columns of its own: it refers to the rows.
CREATE INDEX trade_opened ON trade (opened_at, trading_id);
-- Few trades are open, and many searches are for them. HSQLDB has no partial index.
CREATE INDEX trade_open ON trade (closed, trading_id);

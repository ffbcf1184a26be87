-- The page's list of trades, newest first, with all columns of its conditions: a search that few trades meet reads this index from one end
-- to the other, and not the table.
CREATE INDEX trade_opened ON trade (opened_at, trading_id)
  INCLUDE (order_reference, order_status, delivery_status, payment_status, closed, changed_at);
-- Few trades are open, and many searches are for them.
CREATE INDEX trade_open ON trade (trading_id) WHERE closed = FALSE;

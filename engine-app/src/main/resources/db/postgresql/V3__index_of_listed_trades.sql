-- The operators' list of trades, newest first, with all columns of the list: a search that few trades meet reads this index, a tenth of the
-- table, from one end to the other. The table has the contents of each order.
CREATE INDEX trade_by_time ON trade (accepted_at, trading_id)
  INCLUDE (client_id, order_reference, order_status, delivery_status, payment_status, total, currency, closed, changed_at);

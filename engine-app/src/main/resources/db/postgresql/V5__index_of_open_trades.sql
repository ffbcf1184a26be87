-- The open trades of a client with a quota are counted at each of its orders.
CREATE INDEX trade_open_by_client ON trade (client_id) WHERE closed = FALSE;

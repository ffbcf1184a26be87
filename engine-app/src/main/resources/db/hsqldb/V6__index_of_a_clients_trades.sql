-- HSQLDB takes the first index that begins with a compared column. The trades of a client are to be read by time, from trade_by_client, so no
-- other index begins with the client: with one of these, each page of a client's trades reads them all.
ALTER TABLE trade DROP CONSTRAINT trade_once_per_order_reference;
ALTER TABLE trade ADD CONSTRAINT trade_once_per_order_reference UNIQUE (order_reference, client_id);
DROP INDEX trade_open_by_client;
CREATE INDEX trade_open_by_client ON trade (closed, client_id);

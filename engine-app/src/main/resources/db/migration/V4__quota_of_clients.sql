-- What a client may place: orders that are accepted within a minute, and open trades. Null for any number.
ALTER TABLE client ADD COLUMN orders_per_minute INTEGER;
ALTER TABLE client ADD COLUMN open_trades INTEGER;

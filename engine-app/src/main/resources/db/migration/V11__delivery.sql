-- A consignment knows its number within its trade. What it holds of the stock follows from its lines and its status, so there is
-- no second book of reservations that could say something else.
ALTER TABLE consignment ALTER COLUMN status SET DATA TYPE VARCHAR(32);
ALTER TABLE consignment ADD COLUMN number INTEGER DEFAULT 1 NOT NULL;

DROP TABLE stock_reservation;

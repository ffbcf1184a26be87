-- A consignment knows its number within its trade. What it holds of the stock follows from its lines and its status, so there is
-- no second book of reservations that could say something else.
ALTER TABLE consignment ALTER COLUMN status SET DATA TYPE VARCHAR(32);
ALTER TABLE consignment ADD COLUMN number INTEGER DEFAULT 1 NOT NULL;
-- How often it was given to the carrier: a parcel that is sent again is another parcel to the carrier.
ALTER TABLE consignment ADD COLUMN hand_overs INTEGER DEFAULT 0 NOT NULL;
-- Of one that waits for its goods: when they are expected, and since when it waits. Who waits longest is served first.
ALTER TABLE consignment ADD COLUMN expected_on DATE;
ALTER TABLE consignment ADD COLUMN waiting_since TIMESTAMP WITH TIME ZONE;
CREATE INDEX consignment_by_tracking_number ON consignment (tracking_number);
CREATE INDEX consignment_waiting ON consignment (status, waiting_since);

DROP TABLE stock_reservation;

-- Pieces that waiting consignments want: who comes later takes only what is beyond them.
ALTER TABLE stock ADD COLUMN awaited INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE stock ADD COLUMN next_supply DATE;

-- Goods that came in, once each, by the number of the delivery note.
CREATE TABLE stock_receipt (
  receipt_number VARCHAR(64) NOT NULL PRIMARY KEY,
  digest         VARCHAR(64) NOT NULL,
  received_at    TIMESTAMP WITH TIME ZONE NOT NULL
);

-- What a carrier reported, by the carrier's own number, and what became of it.
CREATE TABLE carrier_event (
  id              VARCHAR(80)   NOT NULL PRIMARY KEY,
  tracking_number VARCHAR(80)   NOT NULL,
  event           VARCHAR(32)   NOT NULL,
  happened_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  received_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  outcome         VARCHAR(16)   NOT NULL,
  note            VARCHAR(1000)
);
CREATE INDEX carrier_event_kept ON carrier_event (outcome, happened_at);
CREATE INDEX carrier_event_by_tracking_number ON carrier_event (tracking_number);

-- The simulated carrier's own plan: the events that it still has to report of a parcel.
ALTER TABLE simulated_shipment ADD COLUMN script VARCHAR(200) DEFAULT 'DELIVERED' NOT NULL;
ALTER TABLE simulated_shipment ADD COLUMN step INTEGER DEFAULT 0 NOT NULL;

-- Parcels of consignments that were sent again, by the numbers that they had before: a carrier can report such a parcel late.
CREATE TABLE earlier_parcel (
  consignment_id  VARCHAR(80) NOT NULL REFERENCES consignment (id),
  -- Number of the parcel's booking, from 1: hand_overs of the consignment at that time.
  hand_over       INTEGER     NOT NULL,
  tracking_number VARCHAR(80) NOT NULL,
  PRIMARY KEY (consignment_id, hand_over)
);
CREATE INDEX earlier_parcel_by_tracking_number ON earlier_parcel (tracking_number);

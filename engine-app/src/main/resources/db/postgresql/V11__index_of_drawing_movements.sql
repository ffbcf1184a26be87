-- PostgreSQL checks for each removed movement that no other one draws on it. HSQLDB has an index for it already.
CREATE INDEX payment_movement_by_source ON payment_movement (source_key) WHERE source_key IS NOT NULL;

-- The answer of the server's operator to the warnings of a group, and the time at which the operator acknowledged the last of them.
ALTER TABLE warning_group ADD COLUMN answer VARCHAR(2000);
ALTER TABLE warning_group ADD COLUMN answered_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE warning_group ADD COLUMN server_acknowledged_at TIMESTAMP WITH TIME ZONE;

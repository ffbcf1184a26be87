-- Which models were deployed last. The row is there from the start: who updates it first deploys, on whichever node.
CREATE TABLE model_deployment (
    name          VARCHAR(64)  NOT NULL PRIMARY KEY,
    fingerprint   VARCHAR(64)  NOT NULL,
    deployment_id VARCHAR(64)
);

INSERT INTO model_deployment (name, fingerprint) VALUES ('processes', '-');

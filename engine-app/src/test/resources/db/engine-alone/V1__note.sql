-- Stands for the server's own tables in the schema that it shares with the engine.
CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL
);

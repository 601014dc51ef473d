-- name: 1
CREATE TABLE IF NOT EXISTS meta (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);
CREATE TABLE IF NOT EXISTS contracts (name text COLLATE "C" PRIMARY KEY, version integer NOT NULL);
CREATE TABLE IF NOT EXISTS read_tables (name text COLLATE "C" PRIMARY KEY, version integer NOT NULL);
CREATE TABLE IF NOT EXISTS streams (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  version bigint NOT NULL,
  head bytea NOT NULL
) WITH (fillfactor = 70);
CREATE TABLE IF NOT EXISTS events (
  position bigint PRIMARY KEY,
  stream bigint NOT NULL,
  stream_version bigint NOT NULL,
  command_id uuid NOT NULL,
  recorded_at bigint NOT NULL,
  entry_size integer NOT NULL,
  version integer NOT NULL,
  name text COLLATE "C" NOT NULL,
  bytes bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS events_stream ON events (stream, stream_version);
CREATE UNIQUE INDEX IF NOT EXISTS events_command ON events (command_id) WHERE entry_size > 0;
CREATE TABLE IF NOT EXISTS texts (
  position bigint NOT NULL,
  field text COLLATE "C" NOT NULL,
  salt bytea NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (position, field)
);
CREATE TABLE IF NOT EXISTS commits (
  last bigint PRIMARY KEY,
  first bigint NOT NULL,
  algorithm smallint NOT NULL,
  hash bytea NOT NULL
);
CREATE TABLE IF NOT EXISTS journal_head (
  id smallint PRIMARY KEY CHECK (id = 1),
  position bigint NOT NULL,
  hash bytea NOT NULL,
  recorded_at bigint NOT NULL
) WITH (fillfactor = 10);
INSERT INTO journal_head VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0) ON CONFLICT DO NOTHING;

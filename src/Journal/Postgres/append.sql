-- name: add-streams
INSERT INTO streams (name, version, head)
SELECT n, 0, decode(repeat('00', 32), 'hex')
FROM unnest($1::text[]) AS n
WHERE NOT EXISTS (SELECT 1 FROM streams s WHERE s.name = n)
ORDER BY n COLLATE "C"
ON CONFLICT (name) DO NOTHING

-- name: lock-streams
SELECT name, id, version, head FROM streams WHERE name = ANY ($1::text[]) ORDER BY name FOR UPDATE

-- name: commands
SELECT command_id, position, position + entry_size - 1 FROM events WHERE command_id = ANY ($1::uuid[]) AND entry_size > 0

-- name: erase-texts
DELETE FROM texts WHERE position = ANY ($1::bigint[])

-- name: take-head
SELECT position, hash, recorded_at FROM journal_head WHERE id = 1 FOR UPDATE

-- name: add-events
INSERT INTO events (position, stream, stream_version, command_id, recorded_at, entry_size, version, name, bytes, hash)
SELECT $1 + e.n, e.stream, e.stream_version, e.command_id, $2, e.entry_size, e.version, e.name, e.bytes, e.hash
FROM unnest($3::bigint[], $4::bigint[], $5::uuid[], $6::integer[], $7::integer[], $8::text[], $9::bytea[], $10::bytea[])
  WITH ORDINALITY AS e (stream, stream_version, command_id, entry_size, version, name, bytes, hash, n)

-- name: add-texts
INSERT INTO texts (position, field, salt, bytes) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bytea[])

-- name: add-commit
INSERT INTO commits (last, first, algorithm, hash) VALUES ($1, $2, $3, $4)

-- name: set-streams
UPDATE streams s SET version = u.version, head = u.head
FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS u (id, version, head)
WHERE s.id = u.id

-- name: set-head
UPDATE journal_head SET position = $1, hash = $2, recorded_at = $3 WHERE id = 1

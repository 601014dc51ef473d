-- name: stream
SELECT e.position, s.name, e.stream_version, e.command_id, e.recorded_at, e.name, e.version, e.bytes
FROM streams s JOIN events e ON e.stream = s.id
WHERE s.name = $1 AND e.stream_version >= $2
ORDER BY e.stream_version
LIMIT $3

-- name: all
SELECT e.position, s.name, e.stream_version, e.command_id, e.recorded_at, e.name, e.version, e.bytes
FROM events e LEFT JOIN streams s ON s.id = e.stream
WHERE e.position > $1
ORDER BY e.position
LIMIT $2

-- name: head
SELECT position, hash FROM journal_head WHERE id = 1

-- name: texts
SELECT position, field, bytes FROM texts WHERE position = ANY ($1::bigint[])

-- name: chain
SELECT e.position, e.stream, s.name, e.stream_version, e.command_id, e.recorded_at, e.name, e.version, e.bytes, e.hash
FROM events e LEFT JOIN streams s ON s.id = e.stream
WHERE e.position > $1
ORDER BY e.position
LIMIT $2

-- name: chain-texts
SELECT position, field, salt, bytes FROM texts WHERE position > $1 AND position <= $2 ORDER BY position, field

-- name: chain-commits
SELECT first, last, algorithm, hash FROM commits WHERE last > $1 ORDER BY last LIMIT $2

-- name: chain-streams
SELECT id, name, version, head FROM streams WHERE id > $1 ORDER BY id LIMIT $2

-- name: lost-stream
SELECT s.name FROM streams s WHERE s.version > 0 AND NOT EXISTS (SELECT 1 FROM events e WHERE e.stream = s.id) ORDER BY s.id LIMIT 1

-- name: epoch
SELECT value FROM meta WHERE key = 'epoch'

-- name: sealed-texts
SELECT position, field, salt, bytes FROM texts WHERE position = ANY ($1::bigint[])

-- name: stream-names
SELECT id, name FROM streams WHERE id > $1 ORDER BY id LIMIT $2

-- name: table-versions
SELECT name, version FROM read_tables

-- name: stream
SELECT id, version, head FROM streams WHERE name = ?1

-- name: command
SELECT position, position + entry_size - 1 FROM events WHERE command_id = ?1 AND entry_size > 0

-- name: head
SELECT position, hash, recorded_at FROM journal_head WHERE id = 1

-- name: add-stream
INSERT INTO streams (name, version, head) VALUES (?1, 0, zeroblob(32)) RETURNING id

-- name: add-event
INSERT INTO events (position, stream, stream_version, command_id, entry_size, recorded_at, name, version, bytes, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)

-- name: add-text
INSERT INTO texts (position, field, salt, bytes) VALUES (?1, ?2, ?3, ?4)

-- name: erase-texts
DELETE FROM texts WHERE position = ?1

-- name: add-commit
INSERT INTO commits (last, first, algorithm, hash) VALUES (?1, ?2, ?3, ?4)

-- name: set-stream
UPDATE streams SET version = ?2, head = ?3 WHERE id = ?1

-- name: set-head
UPDATE journal_head SET position = ?1, hash = ?2, recorded_at = ?3 WHERE id = 1

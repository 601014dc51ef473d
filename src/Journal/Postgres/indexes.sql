-- name: cadres
CREATE INDEX IF NOT EXISTS {table}_name ON {table} (name_sort, number);

-- name: alerts
CREATE INDEX IF NOT EXISTS {table}_board ON {table} (state, level_rank, changed_at DESC, id);
CREATE INDEX IF NOT EXISTS {table}_cadre ON {table} (cadre);

-- name: deadlines
CREATE INDEX IF NOT EXISTS {table}_due ON {table} (due_at);

-- name: trail
CREATE INDEX IF NOT EXISTS {table}_at ON {table} (at DESC, id);
CREATE INDEX IF NOT EXISTS {table}_account ON {table} (account, at DESC, id);

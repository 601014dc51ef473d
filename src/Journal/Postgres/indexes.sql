-- name: cadres
CREATE INDEX IF NOT EXISTS {table}_name ON {table} (name_sort, number);

-- name: alerts
CREATE INDEX IF NOT EXISTS {table}_board ON {table} (state, level_rank, changed_at DESC, id);
CREATE INDEX IF NOT EXISTS {table}_cadre ON {table} (cadre);

-- name: deadlines
CREATE INDEX IF NOT EXISTS {table}_due ON {table} (due_at);

-- name: measures
CREATE INDEX IF NOT EXISTS {table}_cadre ON {table} (cadre, id);
CREATE INDEX IF NOT EXISTS {table}_board ON {table} (running, stage, changed_at DESC, id);
CREATE INDEX IF NOT EXISTS {table}_debts ON {table} (debts, id);

-- name: measure_deadlines
CREATE INDEX IF NOT EXISTS {table}_due ON {table} (running, due_on, measure, name);
CREATE INDEX IF NOT EXISTS {table}_handler ON {table} (handler, running, due_on);

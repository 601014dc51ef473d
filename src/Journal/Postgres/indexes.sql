-- name: cadres
CREATE INDEX IF NOT EXISTS {table}_name ON {table} (name_sort, number);
CREATE INDEX IF NOT EXISTS {table}_initials ON {table} (initials);
CREATE INDEX IF NOT EXISTS {table}_units ON {table} (unit, unit_name, demo, own_staff, authority, number);

-- name: alerts
CREATE INDEX IF NOT EXISTS {table}_board ON {table} (state, level_rank, changed_at DESC, id) INCLUDE (acknowledged, cadre, unit, authority, own_staff, secrecy);
CREATE INDEX IF NOT EXISTS {table}_all ON {table} (level_rank, changed_at DESC, id) INCLUDE (cadre, unit, authority, own_staff, secrecy);
CREATE INDEX IF NOT EXISTS {table}_unit ON {table} (unit, state, level_rank, changed_at DESC, id) INCLUDE (acknowledged, ended_at, cadre, authority, own_staff, secrecy);
CREATE INDEX IF NOT EXISTS {table}_ended ON {table} (ended_at) INCLUDE (state, cadre, unit, authority, own_staff, secrecy) WHERE ended_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS {table}_pattern ON {table} (pattern, raised_at) INCLUDE (outcome, cadre, unit, authority, own_staff, secrecy);
CREATE INDEX IF NOT EXISTS {table}_owner ON {table} (owner, state) WHERE owner IS NOT NULL;
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

-- name: trail
CREATE INDEX IF NOT EXISTS {table}_at ON {table} (at DESC, id);
CREATE INDEX IF NOT EXISTS {table}_account ON {table} (account, at DESC, id);

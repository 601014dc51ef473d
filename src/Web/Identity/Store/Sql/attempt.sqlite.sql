-- {0} account, {1} address, {2} now, {3} start of the window, {4} limit, {5} end of a lock
INSERT INTO "Attempts" AS a ("Account", "Address", "Failures", "Since", "Until")
VALUES ({0}, {1}, 1, {2}, CASE WHEN {4} <= 1 THEN {5} ELSE 0 END)
ON CONFLICT ("Account", "Address") DO UPDATE SET
  "Failures" = CASE WHEN a."Since" < {3} THEN 1 ELSE a."Failures" + 1 END,
  "Since" = CASE WHEN a."Since" < {3} THEN {2} ELSE a."Since" END,
  "Until" = CASE
    WHEN CASE WHEN a."Since" < {3} THEN 1 ELSE a."Failures" + 1 END >= {4} THEN {5}
    WHEN a."Since" < {3} THEN 0
    ELSE a."Until"
  END

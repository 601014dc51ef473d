CREATE TABLE IF NOT EXISTS "Attempts" (
  "Account" TEXT NOT NULL,
  "Address" TEXT NOT NULL,
  "Failures" INTEGER NOT NULL,
  "Since" INTEGER NOT NULL,
  "Until" INTEGER NOT NULL,
  CONSTRAINT "PK_Attempts" PRIMARY KEY ("Account", "Address")
)

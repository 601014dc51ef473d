CREATE TABLE IF NOT EXISTS identity."Attempts" (
  "Account" text NOT NULL,
  "Address" text NOT NULL,
  "Failures" integer NOT NULL,
  "Since" bigint NOT NULL,
  "Until" bigint NOT NULL,
  CONSTRAINT "PK_Attempts" PRIMARY KEY ("Account", "Address")
)

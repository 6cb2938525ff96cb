-- The dossier, version 2: what the speaker does with the words. Everything read before counts as said.
ALTER TABLE statement ADD COLUMN act TEXT NOT NULL DEFAULT 'says' CHECK (act IN ('says','asks','denies','declines','unsaid'));

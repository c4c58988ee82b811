-- A safety signal is owed to somebody by name; lists say by what it was raised, and how safe the person said they are.
-- Tasks of before have none of it, and their rows made anew say the same.
ALTER TABLE tasks ADD COLUMN owed_to KEYTEXT;
ALTER TABLE tasks ADD COLUMN source TEXT;
ALTER TABLE tasks ADD COLUMN said TEXT;

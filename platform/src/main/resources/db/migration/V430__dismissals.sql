-- Dismissals of text checks are kept beside justifications.
ALTER TABLE report_note DROP CONSTRAINT report_note_kind;
ALTER TABLE report_note ADD CONSTRAINT report_note_kind
    CHECK (kind IN ('texts', 'justifications', 'dismissals', 'reference'));

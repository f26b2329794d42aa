ALTER TABLE sign_off ADD COLUMN checkpoint text;
COMMENT ON COLUMN sign_off.checkpoint IS 'signed checkpoint of the transparency log with which a version was published; else null';

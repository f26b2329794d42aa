-- Of a leaf only its hash is kept. The leaf itself is a function of the stored event, the keys and the time of the leaf before; it is
-- made anew when somebody asks for it, and must give the hash. A hash lies in its full tile; before the tile is full, in a row of the
-- batch that it came with.
CREATE TABLE log_hash (
    epoch           INTEGER     NOT NULL,
    first_index     BIGINT      NOT NULL,
    hashes          BYTEA       NOT NULL,
    recorded_before TIMESTAMPTZ,
    CONSTRAINT log_hash_pk       PRIMARY KEY (epoch, first_index),
    CONSTRAINT log_hash_index    CHECK (first_index >= 0),
    CONSTRAINT log_hash_length   CHECK (octet_length(hashes) > 0 AND octet_length(hashes) % 32 = 0),
    CONSTRAINT log_hash_one_tile CHECK (first_index % 256 + octet_length(hashes) / 32 <= 256)
);
COMMENT ON COLUMN log_hash.first_index IS 'index of the leaf of the first hash: position of its event − 1';
COMMENT ON COLUMN log_hash.recorded_before IS '"rec" of the leaf before the first one; null before the first leaf of all';

ALTER TABLE log_tile ADD COLUMN recorded_before TIMESTAMPTZ;
COMMENT ON COLUMN log_tile.recorded_before IS
    'level 0: "rec" of the leaf before the first one of the tile; null before the first leaf of all, and above level 0';
-- Hashes cannot be compressed.
ALTER TABLE log_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
ALTER TABLE log_hash ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- What was kept until now: 256 leaves that are all there become their tile, if it was not made yet; others a row.
CREATE FUNCTION root_of_tile(hashes BYTEA) RETURNS BYTEA LANGUAGE plpgsql AS $$
DECLARE
    row_below BYTEA := hashes;
    row_above BYTEA;
BEGIN
    WHILE octet_length(row_below) > 32 LOOP
        row_above := '';
        FOR pair IN 0 .. octet_length(row_below) / 64 - 1 LOOP
            row_above := row_above || sha256('\x01'::BYTEA || substring(row_below FROM pair * 64 + 1 FOR 64));
        END LOOP;
        row_below := row_above;
    END LOOP;
    RETURN row_below;
END
$$;

DO $$
DECLARE
    tile_level SMALLINT := 0;
    made BIGINT;
BEGIN
    INSERT INTO log_tile (epoch, level, tile_index, hashes, root)
    SELECT epoch, 0, tile_index, hashes, root_of_tile(hashes)
      FROM (SELECT epoch, leaf_index / 256 AS tile_index,
                   string_agg(sha256('\x00'::BYTEA || leaf), ''::BYTEA ORDER BY leaf_index) AS hashes
              FROM log_leaf
             WHERE NOT EXISTS (SELECT FROM log_tile kept
                                WHERE kept.epoch = log_leaf.epoch AND kept.level = 0 AND kept.tile_index = leaf_index / 256)
             GROUP BY epoch, leaf_index / 256
            HAVING count(*) = 256) full_tiles;
    LOOP
        INSERT INTO log_tile (epoch, level, tile_index, hashes, root)
        SELECT epoch, tile_level + 1, tile_index, hashes, root_of_tile(hashes)
          FROM (SELECT epoch, tile_index / 256 AS tile_index, string_agg(root, ''::BYTEA ORDER BY log_tile.tile_index) AS hashes
                  FROM log_tile
                 WHERE level = tile_level
                 GROUP BY epoch, log_tile.tile_index / 256
                HAVING count(*) = 256) full_tiles
            ON CONFLICT DO NOTHING;
        EXIT WHEN NOT EXISTS (SELECT FROM log_tile WHERE level = tile_level + 1);
        tile_level := tile_level + 1;
    END LOOP;
END
$$;
DROP FUNCTION root_of_tile(BYTEA);

INSERT INTO log_hash (epoch, first_index, hashes)
SELECT epoch, min(leaf_index), string_agg(sha256('\x00'::BYTEA || leaf), ''::BYTEA ORDER BY leaf_index)
  FROM log_leaf
 WHERE NOT EXISTS (SELECT FROM log_tile kept
                    WHERE kept.epoch = log_leaf.epoch AND kept.level = 0 AND kept.tile_index = leaf_index / 256)
 GROUP BY epoch, leaf_index / 256;

ALTER TABLE log_tile DISABLE TRIGGER log_tile_append_only;
UPDATE log_tile
   SET recorded_before = (convert_from(leaf, 'UTF8')::JSON ->> 'rec')::TIMESTAMPTZ
  FROM log_leaf
 WHERE log_leaf.epoch = log_tile.epoch AND log_tile.level = 0 AND leaf_index = tile_index * 256 - 1;
ALTER TABLE log_tile ENABLE TRIGGER log_tile_append_only;
UPDATE log_hash
   SET recorded_before = (convert_from(leaf, 'UTF8')::JSON ->> 'rec')::TIMESTAMPTZ
  FROM log_leaf
 WHERE log_leaf.epoch = log_hash.epoch AND leaf_index = first_index - 1;
DROP TABLE log_leaf;

-- A leaf stands at the place of its event, so how far the notary has come is how many leaves there are: it has no token any more.
DELETE FROM TokenEntry WHERE processorName ~ '^notary(-[0-9]+)?$';

CREATE TRIGGER log_hash_append_only BEFORE UPDATE OR TRUNCATE ON log_hash
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A row may go once the full tile holds the same hashes at the same places, and never before: not by its owner either.
CREATE FUNCTION refuse_loss_of_hashes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM log_tile
                    WHERE epoch = OLD.epoch AND level = 0 AND tile_index = OLD.first_index / 256
                      AND substring(hashes FROM CAST(OLD.first_index % 256 * 32 + 1 AS INTEGER) FOR octet_length(OLD.hashes))
                          = OLD.hashes) THEN
        RAISE EXCEPTION 'log_hash is append-only: no tile holds the hashes from leaf % on', OLD.first_index
              USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER log_hash_covered BEFORE DELETE ON log_hash FOR EACH ROW EXECUTE FUNCTION refuse_loss_of_hashes();

-- Takes away the rows that full tiles cover. A row that is not that of its tile stays, and its index is given.
CREATE FUNCTION fold_log_hashes(folded INTEGER) RETURNS BIGINT
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS
$$
BEGIN
    DELETE FROM log_hash USING log_tile
     WHERE log_hash.epoch = folded AND log_tile.epoch = folded AND level = 0 AND tile_index = first_index / 256
       AND substring(log_tile.hashes FROM CAST(first_index % 256 * 32 + 1 AS INTEGER) FOR octet_length(log_hash.hashes))
           = log_hash.hashes;
    RETURN (SELECT min(first_index)
              FROM log_hash JOIN log_tile ON log_tile.epoch = log_hash.epoch AND level = 0 AND tile_index = first_index / 256
             WHERE log_hash.epoch = folded);
END
$$;
REVOKE ALL ON FUNCTION fold_log_hashes(INTEGER) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fold_log_hashes(INTEGER) TO ${appRole};

GRANT SELECT, INSERT ON log_hash TO ${appRole};

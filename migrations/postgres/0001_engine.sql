-- What was recorded in the trail or published is never edited or deleted.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER notice_no_update BEFORE UPDATE ON notice FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER notice_no_truncate BEFORE TRUNCATE ON notice EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The highest number that the trail ever gave out, so that a trail whose end was cut off is noticed.
CREATE TABLE audit_high (one boolean PRIMARY KEY DEFAULT true CHECK (one), seq bigint NOT NULL);
--> statement-breakpoint
INSERT INTO audit_high (seq) VALUES (0);
--> statement-breakpoint
CREATE FUNCTION note_high() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('UPDATE %I.audit_high SET seq = $1 WHERE seq < $1', TG_TABLE_SCHEMA) USING NEW.seq; RETURN NULL; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entry_high AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION note_high();
--> statement-breakpoint
-- Words of proposals in pairs of characters (src/db/search.ts).
CREATE TABLE proposal_search (id bigint PRIMARY KEY, grams text COLLATE "C" NOT NULL, words tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX proposal_search_words ON proposal_search USING gin (words);
--> statement-breakpoint
-- Evidence and attachments, under their random names.
CREATE TABLE stored_file (name text COLLATE "C" PRIMARY KEY, bytes bytea NOT NULL, settled boolean NOT NULL);
--> statement-breakpoint
ALTER TABLE stored_file ALTER COLUMN bytes SET STORAGE EXTERNAL;

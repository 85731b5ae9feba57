-- REPLACE deletes the row that is in its way without asking the guards of deletion.
CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER notice_no_replace BEFORE INSERT ON notice WHEN EXISTS (SELECT 1 FROM notice WHERE id = NEW.id OR (quarter = NEW.quarter AND version = NEW.version)) BEGIN SELECT RAISE(ABORT, 'notice is append-only'); END;

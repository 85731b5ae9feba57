CREATE TABLE `attachment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`proposal_id` integer NOT NULL,
	`handling_id` integer,
	`name` text NOT NULL,
	`file_name` text NOT NULL,
	`media_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	FOREIGN KEY (`proposal_id`) REFERENCES `proposal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`handling_id`) REFERENCES `handling`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attachment_name` ON `attachment` (`name`);--> statement-breakpoint
CREATE INDEX `attachment_proposal` ON `attachment` (`proposal_id`);--> statement-breakpoint
CREATE TABLE `extension` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`handling_id` integer NOT NULL,
	`unit_id` integer NOT NULL,
	`until` text NOT NULL,
	`reason` text NOT NULL,
	`asked_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_at` integer,
	`decided_by` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`handling_id`) REFERENCES `handling`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "extension_state" CHECK("extension"."state" in ('asked', 'granted', 'refused'))
);
--> statement-breakpoint
CREATE INDEX `extension_handling` ON `extension` (`handling_id`);--> statement-breakpoint
CREATE TABLE `follow_up` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`proposal_id` integer NOT NULL,
	`noted_on` text NOT NULL,
	`words` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`proposal_id`) REFERENCES `proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follow_up_proposal` ON `follow_up` (`proposal_id`);--> statement-breakpoint
CREATE TABLE `urging` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`handling_id` integer NOT NULL,
	`number` text DEFAULT '' NOT NULL,
	`words` text DEFAULT '' NOT NULL,
	`sent_on` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`handling_id`) REFERENCES `handling`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `urging_handling` ON `urging` (`handling_id`);--> statement-breakpoint
ALTER TABLE `handling` ADD `months` integer;--> statement-breakpoint
ALTER TABLE `handling` ADD `extended_to` text;--> statement-breakpoint
ALTER TABLE `handling` ADD `document_number` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `handling` ADD `promised_on` text;--> statement-breakpoint
ALTER TABLE `handling` ADD `class_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `handling` ADD `contact_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `handling` ADD `contact_phone` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `handling` ADD `rated_on` text;--> statement-breakpoint
ALTER TABLE `handling` ADD `rating_words` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `handling_unit` ADD `signed_for_at` integer;--> statement-breakpoint
ALTER TABLE `handling_unit` ADD `refused_at` integer;--> statement-breakpoint
ALTER TABLE `handling_unit` ADD `refused_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `handling_unit` ADD `contribution` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `handling_unit` ADD `contributed_at` integer;--> statement-breakpoint
CREATE INDEX `handling_unit_unit` ON `handling_unit` (`unit_id`);--> statement-breakpoint
ALTER TABLE `proposal` ADD `session_title` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `proposal` ADD `withheld_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `proposal` ADD `decision` text;--> statement-breakpoint
ALTER TABLE `proposal` ADD `decided_on` text;--> statement-breakpoint
ALTER TABLE `proposal` ADD `decision_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `proposal` ADD `was_motion` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `proposal` ADD `merged_into` integer;--> statement-breakpoint
ALTER TABLE `proposal` ADD `state_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `proposal` ADD `overseer` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `proposal` ADD `carried_out_on` text;--> statement-breakpoint
CREATE INDEX `proposal_filed` ON `proposal` (`term_id`,`filed_on`);--> statement-breakpoint
CREATE INDEX `proposal_state_year` ON `proposal` (`term_id`,`state`,`year`);--> statement-breakpoint
ALTER TABLE `signature` ADD `state` text DEFAULT 'agreed' NOT NULL;--> statement-breakpoint
ALTER TABLE `signature` ADD `answered_at` integer;
CREATE TABLE `check_in` (
	`sign_in_id` integer NOT NULL,
	`deputy_id` integer NOT NULL,
	`at` integer NOT NULL,
	`method` text NOT NULL,
	`undone_at` integer,
	PRIMARY KEY(`sign_in_id`, `deputy_id`),
	FOREIGN KEY (`sign_in_id`) REFERENCES `sign_in`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "check_in_method" CHECK("check_in"."method" in ('scan', 'code', 'staff'))
);
--> statement-breakpoint
CREATE TABLE `invitation` (
	`activity_id` integer PRIMARY KEY NOT NULL,
	`published_at` integer NOT NULL,
	`time` text DEFAULT '' NOT NULL,
	`words` text DEFAULT '' NOT NULL,
	`answer_by` text,
	`places` integer,
	FOREIGN KEY (`activity_id`) REFERENCES `activity`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `leave_request` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`deputy_id` integer NOT NULL,
	`sitting_id` integer,
	`activity_id` integer,
	`reason` text NOT NULL,
	`asked_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_at` integer,
	`decided_by` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sitting_id`) REFERENCES `sitting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`activity_id`) REFERENCES `activity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "leave_request_state_known" CHECK("leave_request"."state" in ('asked', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "leave_request_one_meeting" CHECK(("leave_request"."sitting_id" is null) <> ("leave_request"."activity_id" is null))
);
--> statement-breakpoint
CREATE INDEX `leave_request_deputy` ON `leave_request` (`deputy_id`);--> statement-breakpoint
CREATE INDEX `leave_request_state` ON `leave_request` (`state`);--> statement-breakpoint
CREATE TABLE `reply` (
	`activity_id` integer NOT NULL,
	`deputy_id` integer NOT NULL,
	`answer` text NOT NULL,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`activity_id`, `deputy_id`),
	FOREIGN KEY (`activity_id`) REFERENCES `activity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reply_answer" CHECK("reply"."answer" in ('coming', 'signed_up', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE `sign_in` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sitting_id` integer,
	`activity_id` integer,
	`secret` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`sitting_id`) REFERENCES `sitting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`activity_id`) REFERENCES `activity`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sign_in_one_meeting" CHECK(("sign_in"."sitting_id" is null) <> ("sign_in"."activity_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_sitting` ON `sign_in` (`sitting_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_activity` ON `sign_in` (`activity_id`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`filing_id` integer NOT NULL,
	`name` text NOT NULL,
	`file_name` text NOT NULL,
	`media_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	`released_at` integer,
	`released_by` integer,
	FOREIGN KEY (`filing_id`) REFERENCES `filing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`released_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_name` ON `evidence` (`name`);--> statement-breakpoint
CREATE INDEX `evidence_filing` ON `evidence` (`filing_id`);--> statement-breakpoint
CREATE TABLE `assessment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`deputy_id` integer NOT NULL,
	`year` integer NOT NULL,
	`notice_id` integer NOT NULL,
	`step` text NOT NULL,
	`computed_hundredths` integer NOT NULL,
	`final_hundredths` integer,
	`self_at` integer,
	`self_by` integer,
	`group_at` integer,
	`group_by` integer,
	`final_at` integer,
	`final_by` integer,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice_id`) REFERENCES `notice`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`self_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`final_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assessment_step" CHECK("assessment"."step" in ('self', 'group', 'final', 'done'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assessment_year` ON `assessment` (`deputy_id`,`year`);--> statement-breakpoint
CREATE TABLE `assessment_score` (
	`assessment_id` integer NOT NULL,
	`item` text NOT NULL,
	`step` text NOT NULL,
	`hundredths` integer NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`assessment_id`, `item`, `step`),
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assessment_score_step" CHECK("assessment_score"."step" in ('self', 'group', 'final'))
);
--> statement-breakpoint
CREATE TABLE `objection` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`reference` text NOT NULL,
	`code_hash` text DEFAULT '' NOT NULL,
	`notice_id` integer NOT NULL,
	`deputy_id` integer NOT NULL,
	`record` text DEFAULT '' NOT NULL,
	`account_id` integer,
	`name` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`content` text NOT NULL,
	`state` text NOT NULL,
	`received_at` integer NOT NULL,
	`summary` text DEFAULT '' NOT NULL,
	`answer` text DEFAULT '' NOT NULL,
	`answered_at` integer,
	`answered_by` integer,
	FOREIGN KEY (`notice_id`) REFERENCES `notice`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "objection_state" CHECK("objection"."state" in ('received', 'upheld', 'rejected'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `objection_reference` ON `objection` (`reference`);--> statement-breakpoint
CREATE INDEX `objection_notice` ON `objection` (`notice_id`);--> statement-breakpoint
CREATE TABLE `statement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`deputy_id` integer NOT NULL,
	`quarter` text NOT NULL,
	`record` text DEFAULT '' NOT NULL,
	`content` text NOT NULL,
	`written_at` integer NOT NULL,
	`withheld_at` integer,
	`withheld_reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `statement_line` ON `statement` (`deputy_id`,`quarter`,`record`);--> statement-breakpoint
CREATE TABLE `account_card` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`code_hash` text NOT NULL,
	`issued_at` integer NOT NULL,
	`first_used_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_card_code` ON `account_card` (`code_hash`);--> statement-breakpoint
CREATE INDEX `account_card_account` ON `account_card` (`account_id`);--> statement-breakpoint
CREATE TABLE `form_draft` (
	`account_id` integer NOT NULL,
	`form` text NOT NULL,
	`subject` text DEFAULT '' NOT NULL,
	`values` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `form`, `subject`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `message` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer,
	`unit_id` integer,
	`kind` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_key` text NOT NULL,
	`detail` text NOT NULL,
	`sent_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `message_person` ON `message` (`person_id`,`read_at`);--> statement-breakpoint
CREATE INDEX `message_unit` ON `message` (`unit_id`,`read_at`);
CREATE TABLE `category` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`parent_id` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `category`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `category_name` ON `category` (`parent_id`,`name`);--> statement-breakpoint
CREATE TABLE `delegation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`term_id` integer NOT NULL,
	`name` text NOT NULL,
	`leader_id` integer,
	FOREIGN KEY (`term_id`) REFERENCES `term`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`leader_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `delegation_name` ON `delegation` (`term_id`,`name`);--> statement-breakpoint
CREATE TABLE `deputy` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`term_id` integer NOT NULL,
	`certificate_number` text NOT NULL,
	`district_id` integer NOT NULL,
	`delegation_id` integer,
	`group_id` integer,
	`category_id` integer,
	`subcategory_id` integer,
	`occupation` text DEFAULT '' NOT NULL,
	`state_worker` integer DEFAULT false NOT NULL,
	`upper_post` text DEFAULT '' NOT NULL,
	`elected_on` text NOT NULL,
	`by_election` integer DEFAULT false NOT NULL,
	`oath_on` text,
	`oath_text` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`term_id`) REFERENCES `term`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_id`) REFERENCES `district`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delegation_id`) REFERENCES `delegation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `deputy_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`category_id`) REFERENCES `category`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subcategory_id`) REFERENCES `category`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deputy_certificate` ON `deputy` (`term_id`,`certificate_number`);--> statement-breakpoint
CREATE INDEX `deputy_district` ON `deputy` (`district_id`);--> statement-breakpoint
CREATE TABLE `deputy_group` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`term_id` integer NOT NULL,
	`name` text NOT NULL,
	`leader_id` integer,
	`focus` text DEFAULT '' NOT NULL,
	`departments` text NOT NULL,
	FOREIGN KEY (`term_id`) REFERENCES `term`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`leader_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deputy_group_name` ON `deputy_group` (`term_id`,`name`);--> statement-breakpoint
CREATE TABLE `district` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`term_id` integer NOT NULL,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`villages` text NOT NULL,
	`seats` integer,
	FOREIGN KEY (`term_id`) REFERENCES `term`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `district_number` ON `district` (`term_id`,`number`);--> statement-breakpoint
CREATE TABLE `mandate_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`deputy_id` integer NOT NULL,
	`kind` text NOT NULL,
	`occurred_on` text NOT NULL,
	`ground` text DEFAULT '' NOT NULL,
	`document` text DEFAULT '' NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "mandate_event_kind" CHECK("mandate_event"."kind" in ('suspended', 'resumed', 'resigned', 'recalled', 'terminated', 'died'))
);
--> statement-breakpoint
CREATE INDEX `mandate_event_deputy` ON `mandate_event` (`deputy_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`sex` text DEFAULT '' NOT NULL,
	`ethnicity` text DEFAULT '' NOT NULL,
	`born_month` text DEFAULT '' NOT NULL,
	`party` text DEFAULT '' NOT NULL,
	`education` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`pinyin` text NOT NULL,
	`initials` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `person_name` ON `person` (`name`);--> statement-breakpoint
CREATE TABLE `term` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` integer NOT NULL,
	`start_on` text NOT NULL,
	`end_on` text NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `term_number` ON `term` (`number`);--> statement-breakpoint
CREATE TABLE `township` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`division_code` text NOT NULL,
	`congress_name` text NOT NULL,
	`presidium_name` text NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE `activity` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`term_id` integer NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`held_on` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`organiser` text DEFAULT '' NOT NULL,
	`summary` text DEFAULT '' NOT NULL,
	`cost_cents` integer,
	`roll_taken_at` integer,
	`year` integer NOT NULL,
	`quarter` text NOT NULL,
	FOREIGN KEY (`term_id`) REFERENCES `term`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `activity_code` ON `activity` (`term_id`,`code`);--> statement-breakpoint
CREATE INDEX `activity_quarter` ON `activity` (`quarter`);--> statement-breakpoint
CREATE TABLE `attendance` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sitting_id` integer,
	`activity_id` integer,
	`deputy_id` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`approver` text DEFAULT '' NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`sitting_id`) REFERENCES `sitting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`activity_id`) REFERENCES `activity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attendance_state" CHECK("attendance"."state" in ('present', 'late', 'left_early', 'leave', 'absent')),
	CONSTRAINT "attendance_one_meeting" CHECK(("attendance"."sitting_id" is null) <> ("attendance"."activity_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendance_sitting` ON `attendance` (`sitting_id`,`deputy_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `attendance_activity` ON `attendance` (`activity_id`,`deputy_id`);--> statement-breakpoint
CREATE INDEX `attendance_deputy` ON `attendance` (`deputy_id`);--> statement-breakpoint
CREATE TABLE `congress_session` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`term_id` integer NOT NULL,
	`title` text NOT NULL,
	`regular` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`term_id`) REFERENCES `term`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `congress_session_title` ON `congress_session` (`term_id`,`title`);--> statement-breakpoint
CREATE TABLE `invitee` (
	`activity_id` integer NOT NULL,
	`deputy_id` integer NOT NULL,
	PRIMARY KEY(`activity_id`, `deputy_id`),
	FOREIGN KEY (`activity_id`) REFERENCES `activity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sitting` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`congress_session_id` integer NOT NULL,
	`held_on` text NOT NULL,
	`half` text NOT NULL,
	`agenda` text NOT NULL,
	`roll_taken_at` integer,
	`year` integer NOT NULL,
	`quarter` text NOT NULL,
	FOREIGN KEY (`congress_session_id`) REFERENCES `congress_session`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sitting_half" CHECK("sitting"."half" in ('am', 'pm'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sitting_half_day` ON `sitting` (`congress_session_id`,`held_on`,`half`);--> statement-breakpoint
CREATE INDEX `sitting_quarter` ON `sitting` (`quarter`);--> statement-breakpoint
CREATE TABLE `speech` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sitting_id` integer NOT NULL,
	`deputy_id` integer NOT NULL,
	`topic` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`sitting_id`) REFERENCES `sitting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `filing` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`term_id` integer NOT NULL,
	`code` text NOT NULL,
	`deputy_id` integer NOT NULL,
	`kind` text NOT NULL,
	`occurred_on` text NOT NULL,
	`content` text NOT NULL,
	`quantity_hundredths` integer DEFAULT 100 NOT NULL,
	`grade` text,
	`place` text DEFAULT '' NOT NULL,
	`result` text DEFAULT '' NOT NULL,
	`amount_cents` integer,
	`state` text NOT NULL,
	`source` text NOT NULL,
	`entered_by` integer,
	`submitted_at` integer,
	`confirmed_at` integer,
	`confirmed_by` integer,
	`reason` text DEFAULT '' NOT NULL,
	`year` integer NOT NULL,
	`quarter` text NOT NULL,
	FOREIGN KEY (`term_id`) REFERENCES `term`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "filing_state_known" CHECK("filing"."state" in ('draft', 'submitted', 'confirmed', 'returned', 'voided')),
	CONSTRAINT "filing_source" CHECK("filing"."source" in ('deputy', 'staff', 'import'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filing_code` ON `filing` (`term_id`,`code`);--> statement-breakpoint
CREATE INDEX `filing_deputy` ON `filing` (`deputy_id`,`year`);--> statement-breakpoint
CREATE INDEX `filing_state` ON `filing` (`state`,`quarter`);--> statement-breakpoint
CREATE TABLE `handling` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`proposal_id` integer NOT NULL,
	`round` integer NOT NULL,
	`assigned_on` text,
	`answered_on` text,
	`answer_class` text,
	`answer` text DEFAULT '' NOT NULL,
	`attitude` text,
	`result` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`proposal_id`) REFERENCES `proposal`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "handling_class" CHECK("handling"."answer_class" in ('A', 'B', 'C', 'D')),
	CONSTRAINT "handling_attitude" CHECK("handling"."attitude" in ('satisfied', 'fairly', 'dissatisfied')),
	CONSTRAINT "handling_result" CHECK("handling"."result" in ('satisfied', 'fairly', 'dissatisfied'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `handling_round` ON `handling` (`proposal_id`,`round`);--> statement-breakpoint
CREATE TABLE `handling_unit` (
	`handling_id` integer NOT NULL,
	`unit_id` integer NOT NULL,
	`lead` integer NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`handling_id`, `unit_id`),
	FOREIGN KEY (`handling_id`) REFERENCES `handling`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `proposal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`term_id` integer NOT NULL,
	`number` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`cause` text DEFAULT '' NOT NULL,
	`basis` text DEFAULT '' NOT NULL,
	`content` text NOT NULL,
	`filed_on` text NOT NULL,
	`registered_at` integer,
	`state` text NOT NULL,
	`complex` integer DEFAULT false NOT NULL,
	`year` integer NOT NULL,
	`quarter` text NOT NULL,
	FOREIGN KEY (`term_id`) REFERENCES `term`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "proposal_kind" CHECK("proposal"."kind" in ('motion', 'suggestion')),
	CONSTRAINT "proposal_state" CHECK("proposal"."state" in ('draft', 'submitted', 'registered', 'assigned', 'answered', 'rated', 'closed', 'returned', 'withdrawn'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_number` ON `proposal` (`term_id`,`number`);--> statement-breakpoint
CREATE TABLE `signature` (
	`proposal_id` integer NOT NULL,
	`deputy_id` integer NOT NULL,
	`lead` integer NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`proposal_id`, `deputy_id`),
	FOREIGN KEY (`proposal_id`) REFERENCES `proposal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `signature_deputy` ON `signature` (`deputy_id`);--> statement-breakpoint
CREATE TABLE `unit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unit_name` ON `unit` (`name`);--> statement-breakpoint
CREATE TABLE `annual_report` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`deputy_id` integer NOT NULL,
	`year` integer NOT NULL,
	`words` text NOT NULL,
	`group_opinion` text DEFAULT '' NOT NULL,
	`presidium_opinion` text DEFAULT '' NOT NULL,
	`published` text,
	`published_at` integer,
	`withdrawn_at` integer,
	`withdrawn_reason` text DEFAULT '' NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`deputy_id`) REFERENCES `deputy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `annual_report_year` ON `annual_report` (`deputy_id`,`year`);--> statement-breakpoint
CREATE TABLE `notice` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`quarter` text NOT NULL,
	`version` integer NOT NULL,
	`number` text NOT NULL,
	`scheme_id` integer NOT NULL,
	`published_at` integer NOT NULL,
	`window_from` text NOT NULL,
	`window_to` text NOT NULL,
	`body` text NOT NULL,
	`sha256` text NOT NULL,
	FOREIGN KEY (`scheme_id`) REFERENCES `scheme`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_version` ON `notice` (`quarter`,`version`);--> statement-breakpoint
CREATE TABLE `scheme` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`year` integer NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`body` text NOT NULL,
	`document_number` text DEFAULT '' NOT NULL,
	`adopted_on` text,
	`created_at` integer NOT NULL,
	CONSTRAINT "scheme_state" CHECK("scheme"."state" in ('draft', 'in_force', 'retired'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scheme_version` ON `scheme` (`year`,`version`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`login` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text,
	`must_change_password` integer DEFAULT false NOT NULL,
	`person_id` integer,
	`unit_id` integer,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_login` ON `account` (`login`);--> statement-breakpoint
CREATE TABLE `account_role` (
	`account_id` integer NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`account_id`, `role`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "account_role_known" CHECK("account_role"."role" in ('clerk', 'presidium', 'leader', 'deputy', 'unit', 'admin'))
);
--> statement-breakpoint
CREATE TABLE `audit_entry` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer,
	`actor_name` text NOT NULL,
	`via` text NOT NULL,
	`ip` text NOT NULL,
	`request_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_key` text NOT NULL,
	`before` text,
	`after` text,
	`reason` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit_entry` (`subject_type`,`subject_key`);--> statement-breakpoint
CREATE INDEX `audit_kind` ON `audit_entry` (`kind`);--> statement-breakpoint
CREATE TABLE `form_key` (
	`key` text NOT NULL,
	`account_id` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`answer` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`key`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `form_key_created` ON `form_key` (`created_at`);--> statement-breakpoint
CREATE TABLE `import_job` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`file_name` text NOT NULL,
	`state` text NOT NULL,
	`tables` text NOT NULL,
	`result` text,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`applied_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `session` (
	`hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`csrf` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`ip` text NOT NULL,
	`agent` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account_id`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);

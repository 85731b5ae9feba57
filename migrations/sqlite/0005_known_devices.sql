CREATE TABLE `known_device` (
	`hash` text NOT NULL,
	`account_id` integer NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`hash`, `account_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `known_device_account` ON `known_device` (`account_id`);--> statement-breakpoint
ALTER TABLE `account_card` ADD `is_reset` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `confirmed_at` integer;
-- from: 2
-- to: 3
-- before: bc00b597a904beb1977f6f9a88f9e5721ebf75d4459049155ffa30fb44537166
-- after: 301c30e46d3618c889b8ce57ec2316f2e515181b0d5690e90a1000de3382c2ff
-- tables: input_file input_record_count input_issue
-- does: calls rejected what was left out as unreadable, in columns and rows

ALTER TABLE input_file RENAME COLUMN records_set_aside TO records_rejected;
ALTER TABLE input_file RENAME COLUMN bytes_set_aside TO bytes_rejected;
UPDATE input_record_count SET disposition = 'rejected' WHERE disposition = 'set aside';
UPDATE input_issue SET kind = 'rejected' WHERE kind = 'set-aside';

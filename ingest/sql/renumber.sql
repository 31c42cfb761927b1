-- Gives contents that inputs first showed to the loads that replace them; .old and .new: their numbers in order.
UPDATE file.main.{{.table}} AS t
SET file_id = m.new
FROM (SELECT unnest([{{.old}}]) AS old, unnest([{{.new}}]) AS new) AS m
WHERE t.file_id = m.old

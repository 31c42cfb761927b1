-- part_input: the inputs whose records the tables part_… hold, reduced. It comes last. An input whose records change, or whose
-- copies do, is taken off it, and reduced anew when the tables are made.
CREATE OR REPLACE TABLE part_input AS
SELECT file_id
FROM input_file;

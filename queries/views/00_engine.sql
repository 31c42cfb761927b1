-- Everything runs in one transaction, so that the tables made here have no statistics yet and the engine takes them for
-- small. It would then join by time with nested loops, which takes minutes where the merge join takes a second.
SET asof_loop_join_threshold = 0;

-- A sum of 64-bit values in 64 bits: what does not fit is the greatest number that does, and is not lost. A sum of nothing is NULL.
CREATE OR REPLACE MACRO capped(total) AS
    CASE WHEN total > 9223372036854775807 THEN 9223372036854775807 ELSE CAST(total AS BIGINT) END;

-- The number of a suite whose id is printed as S- and 16 digits; the number itself is taken, too.
CREATE OR REPLACE MACRO suite_number(printed) AS
    CAST(CASE WHEN printed NOT LIKE 'S-%' THEN CAST(printed AS HUGEINT)
              WHEN substr(printed, 3, 1) < '8' THEN CAST('0x' || substr(printed, 3) AS UBIGINT)
              ELSE CAST(CAST('0x' || substr(printed, 3) AS UBIGINT) AS HUGEINT) - 18446744073709551616 END AS BIGINT);

-- The first and the last time of a group, when every row of it has one: of part of the rows they would say too little.
CREATE OR REPLACE MACRO first_of_all(moment) AS CASE WHEN count(moment) = count(*) THEN min(moment) END;
CREATE OR REPLACE MACRO last_of_all(moment) AS CASE WHEN count(moment) = count(*) THEN max(moment) END;

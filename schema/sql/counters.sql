-- The value of a cumulative 32-bit counter over an interval. A small step modulo 2^32 is a wrap; a counter that went back further began anew.
CREATE OR REPLACE MACRO counted32(ended, began) AS
	CASE
		WHEN ended >= began THEN CAST(ended AS BIGINT) - CAST(began AS BIGINT)
		WHEN CAST(ended AS BIGINT) + 4294967296 - CAST(began AS BIGINT) < {{.max_wrap_step}} THEN CAST(ended AS BIGINT) + 4294967296 - CAST(began AS BIGINT)
	END;

-- The same of 64 bits, which does not wrap. What is beyond any traffic (4 EiB) only damage can write.
CREATE OR REPLACE MACRO counted64(ended, began) AS
	CASE WHEN ended >= began AND ended < {{.max_counter}} THEN CAST(ended - began AS BIGINT) END;

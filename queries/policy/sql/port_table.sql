-- The ports of unprotected traffic that v_port knows: what is said of them, and where they weigh how much and why; else
-- the weight is 0.
CREATE OR REPLACE TEMP TABLE zertify_port (
  port BIGINT, weight INTEGER, says VARCHAR, service VARCHAR, carries VARCHAR
)

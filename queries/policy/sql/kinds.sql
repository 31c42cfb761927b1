-- Kinds of traffic: a suite together with a protection and the level of the records.
CREATE OR REPLACE TEMP TABLE zertify_kind AS
SELECT DISTINCT kind_id, suite_id, protection, record_level FROM zertify_traffic

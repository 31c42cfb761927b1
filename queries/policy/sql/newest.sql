-- The newest moment of the traffic, and all of it.
SELECT (SELECT coalesce(max(last_local), max(last_utc)) FROM zertify_traffic),
  {{template "tally" ""}}
FROM zertify_share
WHERE is_first

-- The worst verdict of each case; its number stands where sessions have a job.
SELECT t.job, coalesce(w.worst, {{.rank_not_assessed}})
FROM zertify_traffic AS t
LEFT JOIN ({{template "worst_per_row" .}}) AS w ON w.traffic_id = t.id

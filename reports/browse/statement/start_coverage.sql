-- What there are records of, by stack. v_coverage also says what is lost, for which it looks at every record.
SELECT coalesce(system, '?'), coalesce(stack, '?'), source, first_local, last_local, records, gaps, gap_seconds
FROM coverage
ORDER BY system, stack, source
LIMIT 500

-- What there are records of, by stack.
SELECT coalesce(system, '?'), coalesce(stack, '?'), source, first_local, last_local, records, gaps, gap_seconds
FROM v_coverage
ORDER BY system, stack, source
LIMIT 500

-- Codes; a site's name stands before the shipped one.
SELECT enum, code, coalesce(value, -1), name, basis
FROM file.main.code
QUALIFY row_number() OVER (PARTITION BY enum, coalesce(value::VARCHAR, code) ORDER BY basis = 'site' DESC, code) = 1
ORDER BY enum, value, code

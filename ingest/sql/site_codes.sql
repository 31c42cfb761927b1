SELECT enum, code, coalesce(value, -1), coalesce(name, ''), coalesce(token, ''), coalesce(bits, 0), coalesce(doc, ''),
  basis
FROM file.main.code
WHERE basis = 'site'
ORDER BY rowid

SELECT records_decoded, coalesce(form, ''), coalesce(framing, ''), sha256, captured_utc,
  coalesce(code_page, '1047'), coalesce(framing_asked, 'auto'), coalesce(salvage_asked, framing = 'none', false),
  code_page IS NULL, EXISTS (SELECT 1 FROM checked.main.input_pruned AS p WHERE p.file_id = f.file_id)
FROM checked.main.input_file AS f
WHERE file_id = ?

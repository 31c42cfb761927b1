-- Traffic per layer and strength.
{{template "by_layer"}}
SELECT CAST(layer AS VARCHAR),
       CAST(bits AS BIGINT),
       incomplete,
       {{template "uses"}},
       count(*) OVER ()
FROM   layered
GROUP  BY layer, bits, incomplete
ORDER  BY CASE layer WHEN 'none' THEN 0 WHEN 'tls' THEN 1 WHEN 'ssh' THEN 2 WHEN 'ike' THEN 3
          WHEN 'ipsec' THEN 4 ELSE 5 END, layer, bits NULLS LAST, incomplete

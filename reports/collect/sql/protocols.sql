-- Traffic per protocol version.
{{template "by_layer"}}
SELECT CAST(layer AS VARCHAR),
       CAST(version AS VARCHAR),
       {{template "uses"}},
       count(*) OVER ()
FROM   layered
GROUP  BY layer, version
ORDER  BY CASE layer WHEN 'none' THEN 0 WHEN 'tls' THEN 1 WHEN 'ssh' THEN 2 WHEN 'ike' THEN 3
          WHEN 'ipsec' THEN 4 ELSE 5 END, layer, version NULLS LAST

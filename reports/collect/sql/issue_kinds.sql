-- Issues by kind, most first.
SELECT CAST(kind AS VARCHAR),
       count(*),
       count(*) OVER ()
FROM   input_issue
GROUP  BY kind
ORDER  BY 2 DESC, 1

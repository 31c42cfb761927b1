-- Every certificate seen, soonest to expire first.
SELECT CAST(layer AS VARCHAR),
       CAST(role AS VARCHAR),
       CAST(subject AS VARCHAR),
       CAST(issuer AS VARCHAR),
       CAST(serial AS VARCHAR),
       CAST(not_after_utc AS TIMESTAMP),
       CAST(key_type AS VARCHAR),
       CAST(key_bits AS BIGINT),
       CAST(key_strength(key_type, key_bits) AS BIGINT),
       CAST(sig_alg AS VARCHAR),
       {{template "span"}},
       CAST(job_list AS VARCHAR),
       CAST(server_list AS VARCHAR),
       CAST(sessions AS BIGINT),
       CAST(interval_records AS BIGINT),
       CAST(connections AS BIGINT),
       CAST(file_id AS BIGINT),
       CAST(record_no AS BIGINT),
       count(*) OVER ()
FROM   v_certificate
ORDER  BY not_after_utc NULLS LAST, subject NULLS LAST, issuer NULLS LAST, serial NULLS LAST, layer NULLS LAST,
          role NULLS LAST, key_type NULLS LAST, key_bits NULLS LAST, file_id, record_no

-- What was refused and why, with one case of each and what to do about it.
SELECT
    table_name,
    reason,
    count(*) AS refused,
    any_value(remedy) AS remedy,
    min(coalesce(source_path, document_id, row_id)) AS first_case
FROM quarantine
GROUP BY ALL
ORDER BY refused DESC, table_name, reason;

-- The parts of a document do not overlap.
-- severity: critical
-- faults: table
WITH ordered AS (
    SELECT segment_id, document_id, start_char, end_char, lag(end_char) OVER (PARTITION BY document_id ORDER BY start_char, end_char) AS before FROM segments
)
SELECT 'segments' AS table_name, segment_id AS row_id, format('begins at {} where the one before ends at {}', start_char, before) AS detail
FROM ordered
WHERE start_char < before

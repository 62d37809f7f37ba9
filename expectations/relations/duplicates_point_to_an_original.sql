-- A duplicate points to another document, which is no duplicate itself.
-- severity: critical
-- faults: table
SELECT 'documents' AS table_name, d.document_id AS row_id, 'duplicate of ' || o.document_id AS detail
FROM documents AS d
JOIN documents AS o ON o.document_id = d.duplicate_of_document_id
WHERE o.duplicate_of_document_id IS NOT NULL OR o.document_id = d.document_id

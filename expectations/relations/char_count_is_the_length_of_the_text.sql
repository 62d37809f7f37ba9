-- char_count is the number of code points of the text.
-- severity: critical
-- faults: table
SELECT 'documents' AS table_name, document_id AS row_id, format('{} is given, {} are there', char_count, length(text)) AS detail
FROM documents
WHERE char_count <> length(text)

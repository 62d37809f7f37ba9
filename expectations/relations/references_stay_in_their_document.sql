-- What a row refers to within its report (statement, event mention, place mention, larger claim) is of the same report.
-- severity: critical
-- remedy: report the document; the rows are withheld
SELECT 'casualties' AS table_name, c.casualty_id AS row_id, 'statement ' || s.statement_id AS detail
FROM casualties AS c JOIN statements AS s ON s.statement_id = c.statement_id
WHERE s.document_id <> c.document_id
UNION ALL
SELECT 'casualties', c.casualty_id, 'event mention ' || e.event_mention_id
FROM casualties AS c JOIN event_mentions AS e ON e.event_mention_id = c.event_mention_id
WHERE e.document_id <> c.document_id
UNION ALL
SELECT 'casualties', c.casualty_id, 'larger claim ' || p.casualty_id
FROM casualties AS c JOIN casualties AS p ON p.casualty_id = c.part_of_casualty_id
WHERE p.document_id <> c.document_id OR p.casualty_id = c.casualty_id
UNION ALL
SELECT 'event_mentions', e.event_mention_id, 'statement ' || s.statement_id
FROM event_mentions AS e JOIN statements AS s ON s.statement_id = e.statement_id
WHERE s.document_id <> e.document_id
UNION ALL
SELECT 'event_mentions', e.event_mention_id, 'place mention ' || m.place_mention_id
FROM event_mentions AS e JOIN place_mentions AS m ON m.place_mention_id = e.place_mention_id
WHERE m.document_id <> e.document_id

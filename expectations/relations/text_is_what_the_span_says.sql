-- The text of a row is the stretch of its document that its offsets mark, character for character.
-- severity: critical
-- remedy: report the document; the rows are withheld
WITH spans AS (
    SELECT 'actor_mentions' AS table_name, mention_id AS row_id, document_id, start_char, end_char, text FROM actor_mentions
    UNION ALL
    SELECT 'place_mentions', place_mention_id, document_id, start_char, end_char, text FROM place_mentions
    UNION ALL
    SELECT 'statements', statement_id, document_id, start_char, end_char, text FROM statements
    UNION ALL
    SELECT 'casualties', casualty_id, document_id, start_char, end_char, text FROM casualties
    UNION ALL
    SELECT 'event_mentions', event_mention_id, document_id, start_char, end_char, text FROM event_mentions
    UNION ALL
    SELECT 'event_participants', participant_id, document_id, start_char, end_char, text FROM event_participants
)
SELECT
    spans.table_name,
    spans.row_id,
    format('{}..{} of {} is not {}', spans.start_char, spans.end_char, spans.document_id, to_json(spans.text)) AS detail
FROM spans
JOIN documents USING (document_id)
-- substring counts code points from 1, as documents.text is counted everywhere
WHERE substring(documents.text, spans.start_char + 1, spans.end_char - spans.start_char) IS DISTINCT FROM spans.text

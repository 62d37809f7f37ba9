-- One row per row of every table that was read from a text, by its id: which document it stands in, and its sentence with the words in double
-- square brackets. Made by cutting the stored text at the row's offsets; start_char and end_char are those of the row.
WITH spans AS (
    SELECT 'actor_mentions' AS table_name, mention_id AS row_id, document_id, start_char, end_char, sentence_start_char, sentence_end_char, origin, confidence
    FROM actor_mentions
    UNION ALL
    SELECT 'place_mentions', place_mention_id, document_id, start_char, end_char, sentence_start_char, sentence_end_char, origin, confidence
    FROM place_mentions
    UNION ALL
    SELECT 'statements', statement_id, document_id, start_char, end_char, sentence_start_char, sentence_end_char, origin, confidence
    FROM statements
    UNION ALL
    SELECT 'casualties', casualty_id, document_id, start_char, end_char, sentence_start_char, sentence_end_char, origin, confidence
    FROM casualties
    UNION ALL
    SELECT 'event_mentions', event_mention_id, document_id, start_char, end_char, sentence_start_char, sentence_end_char, origin, confidence
    FROM event_mentions
    UNION ALL
    SELECT 'event_participants', participant_id, document_id, start_char, end_char, sentence_start_char, sentence_end_char, origin, confidence
    FROM event_participants
)
SELECT
    spans.row_id,
    spans.table_name,
    spans.document_id,
    documents.source_path,
    documents.publisher,
    documents.published_at,
    words(documents.text, spans.start_char, spans.end_char) AS words,
    marked(documents.text, spans.sentence_start_char, spans.sentence_end_char, spans.start_char, spans.end_char) AS sentence,
    spans.start_char,
    spans.end_char,
    spans.origin,
    spans.confidence
FROM spans
JOIN documents USING (document_id);

-- A span begins in its sentence, and ends there too unless it is speech, which may run over several sentences.
-- severity: critical
-- remedy: report the document; the rows are withheld
WITH spans AS (
    SELECT 'actor_mentions' AS table_name, mention_id AS row_id, start_char, end_char, sentence_start_char, sentence_end_char FROM actor_mentions
    UNION ALL
    SELECT 'place_mentions', place_mention_id, start_char, end_char, sentence_start_char, sentence_end_char FROM place_mentions
    UNION ALL
    SELECT 'statements', statement_id, start_char, least(end_char, sentence_end_char), sentence_start_char, sentence_end_char FROM statements
    UNION ALL
    SELECT 'casualties', casualty_id, start_char, end_char, sentence_start_char, sentence_end_char FROM casualties
    UNION ALL
    SELECT 'event_mentions', event_mention_id, start_char, end_char, sentence_start_char, sentence_end_char FROM event_mentions
    UNION ALL
    SELECT 'event_participants', participant_id, start_char, end_char, sentence_start_char, sentence_end_char FROM event_participants
)
SELECT table_name, row_id, format('{}..{} in the sentence {}..{}', start_char, end_char, sentence_start_char, sentence_end_char) AS detail
FROM spans
WHERE NOT (sentence_start_char <= start_char AND start_char < sentence_end_char AND end_char <= sentence_end_char)

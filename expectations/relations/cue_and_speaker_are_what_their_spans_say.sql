-- A statement's cue and speaker are the stretches of the document that their offsets mark.
-- severity: critical
-- remedy: report the document; the rows are withheld
WITH spans AS (
    SELECT 'cue' AS part, statement_id, document_id, cue AS words, cue_start_char AS first_char, cue_end_char AS last_char FROM statements
    UNION ALL
    SELECT 'speaker', statement_id, document_id, speaker_text, speaker_start_char, speaker_end_char FROM statements
)
SELECT
    'statements' AS table_name,
    spans.statement_id AS row_id,
    format('{} {}..{} is not {}', spans.part, spans.first_char, spans.last_char, to_json(spans.words)) AS detail
FROM spans
JOIN documents USING (document_id)
WHERE spans.first_char IS NOT NULL
  AND substring(documents.text, spans.first_char + 1, spans.last_char - spans.first_char) IS DISTINCT FROM spans.words

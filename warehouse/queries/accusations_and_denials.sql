-- What was denied and what was alleged, by whom, latest reports first.
SELECT published_at, speaker, coalesce(speaker, speaker_text, 'unnamed') AS voice, act, cue, said, publisher, statement_id
FROM statements_full
WHERE act IN ('accuse', 'deny', 'reject', 'condemn') OR is_cue_negated
ORDER BY published_at DESC NULLS LAST, statement_id;

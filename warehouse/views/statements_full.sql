-- One row per stretch of reported speech with names in place of ids: who said what, to whom, in whose name, passed on by whom, where and when it
-- was published. Nothing is derived; a null name is a speaker that the text does not name or that was not resolved, and speaker_text then has
-- the words. Statements of duplicate reports are left out.
SELECT
    statements.statement_id,
    documents.published_at,
    documents.publisher,
    speaker.name AS speaker,
    speaker.kind AS speaker_kind,
    speaker.country AS speaker_country,
    statements.speaker_text,
    statements.is_anonymous,
    behalf.name AS on_behalf_of,
    statements.act,
    statements.cue,
    statements.is_cue_negated,
    statements.form,
    statements.text AS said,
    addressee.name AS addressee,
    statements.addressee_text,
    coalesce(relay.name, statements.relayed_by_text) AS relayed_by,
    statements.medium,
    statements.said_date_start,
    statements.said_date_end,
    statements.said_date_precision,
    statements.said_date_text,
    statements.speech_id,
    statements.document_id,
    documents.source_path,
    documents.title,
    statements.start_char,
    statements.end_char,
    statements.speaker_actor_id,
    statements.on_behalf_of_actor_id,
    statements.relayed_by_actor_id,
    statements.addressee_actor_id,
    statements.origin,
    statements.confidence
FROM statements
JOIN documents USING (document_id)
LEFT JOIN actors AS speaker ON speaker.actor_id = statements.speaker_actor_id
LEFT JOIN actors AS behalf ON behalf.actor_id = statements.on_behalf_of_actor_id
LEFT JOIN actors AS relay ON relay.actor_id = statements.relayed_by_actor_id
LEFT JOIN actors AS addressee ON addressee.actor_id = statements.addressee_actor_id
WHERE documents.duplicate_of_document_id IS NULL;

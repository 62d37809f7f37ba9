-- One row per stretch of reported speech with names in place of ids: who said what, to whom, in whose name, passed on by whom, where and when it
-- was published. Statements that report the same words share statement_cluster_id and stand together, the earliest report first; carriers lists
-- the outlets that carried them in that order, document_count counts the reports, copies of a report included, and carrier_rank tells which
-- report of the cluster the row is from. A null name is a speaker that the text does not name or that was not resolved, and speaker_text then
-- has the words. Rows of duplicate reports are left out; they count as carriers only.
WITH carried AS (
    SELECT
        statements.statement_cluster_id,
        statements.document_id,
        any_value(documents.publisher) AS publisher,
        any_value(documents.published_at) AS published_at,
        any_value(documents.source_path) AS source_path,
        min(statements.start_char) AS start_char,
        row_number() OVER (
            PARTITION BY statements.statement_cluster_id
            ORDER BY any_value(documents.published_at) NULLS LAST, any_value(documents.source_path)
        ) AS carrier_rank
    FROM statements
    JOIN documents USING (document_id)
    WHERE statements.statement_cluster_id IS NOT NULL
    GROUP BY statements.statement_cluster_id, statements.document_id
), outlets AS (
    SELECT statement_cluster_id, publisher, min(carrier_rank) AS carrier_rank
    FROM carried
    WHERE publisher IS NOT NULL
    GROUP BY statement_cluster_id, publisher
), clusters AS (
    SELECT
        carried.statement_cluster_id,
        count(*) AS document_count,
        min(carried.published_at) AS first_published_at,
        first(carried.source_path ORDER BY carried.carrier_rank) AS first_source_path,
        first(carried.start_char ORDER BY carried.carrier_rank) AS first_start_char
    FROM carried
    GROUP BY carried.statement_cluster_id
), names AS (
    SELECT statement_cluster_id, list(publisher ORDER BY carrier_rank) AS carriers
    FROM outlets
    GROUP BY statement_cluster_id
)
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
    statements.statement_cluster_id,
    clusters.first_published_at,
    clusters.document_count,
    names.carriers,
    carried.carrier_rank,
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
LEFT JOIN clusters ON clusters.statement_cluster_id = statements.statement_cluster_id
LEFT JOIN names ON names.statement_cluster_id = statements.statement_cluster_id
LEFT JOIN carried ON carried.statement_cluster_id = statements.statement_cluster_id AND carried.document_id = statements.document_id
LEFT JOIN actors AS speaker ON speaker.actor_id = statements.speaker_actor_id
LEFT JOIN actors AS behalf ON behalf.actor_id = statements.on_behalf_of_actor_id
LEFT JOIN actors AS relay ON relay.actor_id = statements.relayed_by_actor_id
LEFT JOIN actors AS addressee ON addressee.actor_id = statements.addressee_actor_id
WHERE documents.duplicate_of_document_id IS NULL
ORDER BY
    clusters.first_published_at NULLS LAST,
    clusters.first_source_path,
    clusters.first_start_char,
    statements.statement_cluster_id,
    carried.carrier_rank,
    statements.start_char;

-- One row per claim of harm that is joined to an event: restatements of a claim within a document are one row, reports that repeat another are left out,
-- feared harm is left out. figure is one number for the claim: the number stated, held within its bounds; for words such as "dozens" and for bare plurals
-- the least they allow. Claims that one sentence lists side by side ("two officers and four guards were killed") add up where they are of one sort and
-- claimant: they share sum_id, and sum_figure, sum_low and sum_high are their sums (of any other claim its own); running tolls, parts of a claim and words
-- without a number are never added. is_superseded marks claims that the same claimant has replaced: by a later report, or by a greater sum in the same
-- report or in one of the same time (a running toll); a part is not replaced by its own whole. A reporter's own figure is also replaced by any later running
-- toll that is not smaller ("the toll has risen to 19"), whoever tells it. interest is 0 for third parties, claimants whose side is not told and the
-- reporter, 1 for the victims' side, 2 for the doers' side; who did or suffered the event in any report of it is of that side.
WITH placed AS (
    SELECT
        c.*,
        d.published_at,
        d.publisher,
        w.claim_id AS part_of_claim_id,
        coalesce(c.event_id, w.event_id, max(c.event_id) OVER (PARTITION BY c.document_id, c.claim_id)) AS placed_event_id
    FROM casualties AS c
    JOIN documents AS d ON d.document_id = c.document_id
    LEFT JOIN casualties AS w ON w.casualty_id = c.part_of_casualty_id
    WHERE c.status = 'asserted' AND d.duplicate_of_document_id IS NULL
),
claims AS (
    SELECT
        placed_event_id AS event_id,
        outcome,
        coalesce(min(victim_category) FILTER (WHERE victim_category <> 'unspecified'), 'unspecified') AS victim_category,
        claim_id,
        min(part_of_claim_id) AS part_of_claim_id,
        document_id,
        any_value(published_at) AS published_at,
        any_value(publisher) AS publisher,
        min_by(casualty_id, start_char) AS casualty_id,
        min_by(sentence_start_char, start_char) AS sentence_start_char,
        any_value(count_stated) AS count_stated,
        any_value(count_low) AS count_low,
        any_value(count_high) AS count_high,
        min_by(qualifier, start_char) AS qualifier,
        min(claimed_by_actor_id) AS claimed_by_actor_id,
        min_by(claimed_by_text, start_char) FILTER (claimed_by_text IS NOT NULL) AS claimed_by_text,
        min(claimant_relation) AS claimant_relation,
        bool_or(is_cumulative) AS is_cumulative,
        bool_or(regexp_matches(lower(concat_ws(' ', victim_text, count_text)), '\b(others?|another|more|further|additional)\b') AND NOT regexp_matches(lower(coalesce(count_text, '')), 'more than|or more')) AS is_rest
    FROM placed
    WHERE placed_event_id IS NOT NULL
    GROUP BY placed_event_id, outcome, document_id, claim_id
),
measured AS (
    SELECT
        claims.*,
        least(
            greatest(coalesce(count_stated, count_low, count_high, 0), coalesce(count_low, 0)),
            coalesce(count_high, 2147483647)
        ) AS figure,
        CASE
            WHEN claimant_relation = 'perpetrator_side' OR list_contains(events.source_actor_ids, claimed_by_actor_id) THEN 2
            WHEN claimant_relation = 'victim_side' OR list_contains(events.target_actor_ids, claimed_by_actor_id) THEN 1
            ELSE 0
        END AS interest,
        coalesce(actors.name, claimed_by_text, publisher || ' (reporter)', 'reporter') AS claimant,
        coalesce(claimed_by_actor_id, lower(claimed_by_text), publisher, document_id) AS claimant_key,
        claimed_by_actor_id IS NULL AND claimed_by_text IS NULL AS is_reporter
    FROM claims
    LEFT JOIN actors ON actors.actor_id = claims.claimed_by_actor_id
    LEFT JOIN events ON events.event_id = claims.event_id
),
summed AS (
    SELECT
        measured.*,
        CASE
            WHEN is_cumulative OR part_of_claim_id IS NOT NULL OR qualifier IN ('vague', 'unstated') THEN claim_id
            ELSE min(claim_id) OVER listed
        END AS sum_id,
        CAST(
            CASE
                WHEN is_cumulative OR part_of_claim_id IS NOT NULL OR qualifier IN ('vague', 'unstated') THEN figure
                ELSE sum(figure) OVER listed
            END AS BIGINT
        ) AS sum_figure,
        CAST(
            CASE
                WHEN is_cumulative OR part_of_claim_id IS NOT NULL OR qualifier IN ('vague', 'unstated') THEN count_low
                ELSE sum(coalesce(count_low, 0)) OVER listed
            END AS BIGINT
        ) AS sum_low,
        CAST(
            CASE
                WHEN is_cumulative OR part_of_claim_id IS NOT NULL OR qualifier IN ('vague', 'unstated') THEN count_high
                WHEN bool_or(count_high IS NULL) OVER listed THEN NULL
                ELSE sum(count_high) OVER listed
            END AS BIGINT
        ) AS sum_high
    FROM measured
    WINDOW listed AS (
        PARTITION BY
            event_id, outcome, victim_category, claimant_key, document_id, sentence_start_char,
            is_cumulative OR part_of_claim_id IS NOT NULL OR qualifier IN ('vague', 'unstated')
    )
)
SELECT
    one.event_id,
    one.outcome,
    one.victim_category,
    one.claim_id,
    one.part_of_claim_id,
    one.casualty_id,
    one.document_id,
    one.sentence_start_char,
    one.published_at,
    one.claimed_by_actor_id,
    one.claimant,
    one.claimant_relation,
    one.interest,
    one.count_stated,
    one.count_low,
    one.count_high,
    one.qualifier,
    one.figure,
    one.is_cumulative,
    one.is_rest,
    one.sum_id,
    one.sum_figure,
    one.sum_low,
    one.sum_high,
    bool_or(other.claim_id IS NOT NULL) AS is_superseded
FROM summed AS one
LEFT JOIN summed AS other
    ON other.event_id = one.event_id
    AND other.outcome = one.outcome
    AND other.victim_category = one.victim_category
    AND other.sum_id <> one.sum_id
    AND other.claim_id IS DISTINCT FROM one.part_of_claim_id
    AND (
        (
            other.claimant_key = one.claimant_key
            AND (
                other.published_at > one.published_at
                OR (
                    (other.document_id = one.document_id OR other.published_at = one.published_at)
                    AND (other.sum_figure, other.sum_id) > (one.sum_figure, one.sum_id)
                    AND NOT (
                        other.document_id = one.document_id
                        AND one.part_of_claim_id IS NOT NULL
                        AND other.part_of_claim_id = one.part_of_claim_id
                    )
                )
            )
        )
        OR (one.is_reporter AND other.is_cumulative AND other.published_at > one.published_at AND other.sum_figure >= one.sum_figure)
    )
GROUP BY ALL
ORDER BY one.event_id, one.outcome, one.victim_category, one.published_at NULLS LAST, one.claim_id;

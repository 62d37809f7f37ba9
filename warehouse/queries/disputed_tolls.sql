-- Tolls on which the claims of one event differ, those that cannot all be true first: who says how many, in whose report. A claim is printed once however
-- often its report restates it; a figure that nobody is quoted for stands under "own report", and only where no quoted claim of that report gives it.
WITH told AS (
    SELECT
        c.event_id,
        c.outcome,
        c.victim_category,
        c.claim_id,
        c.document_id,
        min(c.count_low) AS count_low,
        max(c.count_high) AS count_high,
        any_value(coalesce(a.name, c.claimed_by_text)) AS claimant,
        any_value(coalesce(d.publisher, d.source_path)) AS outlet,
        any_value(d.published_at) AS published_at,
        coalesce(arg_min(c.count_text, c.start_char) FILTER (c.claimed_by_actor_id IS NOT NULL), arg_min(c.count_text, c.start_char)) AS figure
    FROM casualties AS c
    JOIN documents AS d USING (document_id)
    LEFT JOIN actors AS a ON a.actor_id = c.claimed_by_actor_id
    WHERE c.event_id IS NOT NULL
      AND c.count_text IS NOT NULL
      AND c.part_of_casualty_id IS NULL
      AND c.status = 'asserted'
      AND d.duplicate_of_document_id IS NULL
    GROUP BY c.event_id, c.outcome, c.victim_category, c.claim_id, c.document_id
),
quoted AS (
    SELECT one.*
    FROM told AS one
    WHERE one.claimant IS NOT NULL
       OR NOT EXISTS (
            FROM told AS two
            WHERE two.event_id = one.event_id AND two.document_id = one.document_id AND two.outcome = one.outcome
              AND two.victim_category = one.victim_category AND two.claimant IS NOT NULL
              AND two.count_low IS NOT DISTINCT FROM one.count_low
        )
)
SELECT
    coalesce(p.name, 'not told') AS place,
    e.date_start,
    q.outcome,
    q.victim_category,
    -- two claims cannot both be true when the least of one exceeds the most of the other
    coalesce(max(q.count_low) > min(q.count_high), false) AS is_contradiction,
    string_agg(coalesce(q.claimant, 'own report') || ': ' || q.figure || ' (' || q.outlet || ')', '; ' ORDER BY q.published_at NULLS LAST, q.count_low, q.claim_id) AS claims
FROM quoted AS q
JOIN events AS e USING (event_id)
LEFT JOIN places AS p USING (place_id)
GROUP BY q.event_id, p.name, e.date_start, q.outcome, q.victim_category
HAVING count(DISTINCT (q.count_low, q.count_high)) > 1
ORDER BY is_contradiction DESC, e.date_start NULLS LAST, place, q.outcome, q.victim_category;

-- One row per event, outcome and sort of victims: how many, by the claims of casualty_claims that nobody has superseded. best is the latest figure of the
-- least interested claimant (a number goes before a word such as "dozens", a running toll before one incident's count); low and high are the least and the
-- greatest bound of any such claim, high null when a claim sets no upper end above the others. What one sentence lists side by side is one claim here, the
-- sum. The rows are safe to sum: a sort that is told as a part of another ("32 people, including seven civilians") is taken off it, a part of the same or
-- of no sort is not counted beside it, and sorts told apart are taken off "unspecified" (down to nothing) unless that is "others" or stands beside a
-- greater figure in its own sentence, so that it cannot hold it; rule says so. Read casualties for the claims as worded, casualty_conflicts for those
-- that cannot both be true.
WITH kept AS (
    -- a part of the same sort, or of no sort, is counted with its whole
    SELECT c.*
    FROM casualty_claims AS c
    LEFT JOIN casualty_claims AS whole
        ON whole.claim_id = c.part_of_claim_id AND whole.event_id = c.event_id AND whole.outcome = c.outcome
    WHERE NOT c.is_superseded AND (whole.claim_id IS NULL OR c.victim_category NOT IN (whole.victim_category, 'unspecified'))
),
current AS (
    SELECT
        event_id,
        outcome,
        victim_category,
        sum_id AS claim_id,
        any_value(claimant) AS claimant,
        any_value(interest) AS interest,
        any_value(published_at) AS published_at,
        any_value(document_id) AS document_id,
        any_value(sentence_start_char) AS sentence_start_char,
        any_value(qualifier) AS qualifier,
        any_value(sum_figure) AS figure,
        any_value(sum_low) AS count_low,
        any_value(sum_high) AS count_high,
        bool_or(is_cumulative) AS is_cumulative,
        bool_or(is_rest) AS is_rest
    FROM kept
    GROUP BY event_id, outcome, victim_category, sum_id
),
numbered AS (
    SELECT *, bool_or(qualifier NOT IN ('vague', 'unstated')) OVER (PARTITION BY event_id, outcome, victim_category) AS has_number FROM current
),
-- words without a number tell nothing beside a number
counted AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY event_id, outcome, victim_category
            ORDER BY interest, published_at DESC NULLS LAST, is_cumulative DESC, figure DESC, claim_id
        ) AS place_in_order
    FROM numbered
    WHERE NOT (has_number AND qualifier IN ('vague', 'unstated'))
),
figures AS (
    SELECT
        event_id,
        outcome,
        victim_category,
        coalesce(min(count_low), 0) AS low,
        max(figure) FILTER (WHERE place_in_order = 1) AS best,
        CASE WHEN max(count_high) IS NULL OR max(count_low) > max(count_high) THEN NULL ELSE max(count_high) END AS high,
        count(DISTINCT claim_id) AS claims,
        list(DISTINCT claimant ORDER BY claimant) AS claimants,
        count(DISTINCT figure) AS different_figures,
        bool_or(is_rest) FILTER (WHERE place_in_order = 1) AS is_rest,
        any_value(document_id) FILTER (WHERE place_in_order = 1) AS document_id,
        any_value(sentence_start_char) FILTER (WHERE place_in_order = 1) AS sentence_start_char
    FROM counted
    GROUP BY event_id, outcome, victim_category
),
-- which sort is told as a part of which; a part of the same sort takes nothing off
nested AS (
    SELECT DISTINCT part.event_id, part.outcome, part.victim_category, whole.victim_category AS whole_category
    FROM kept AS part
    JOIN casualty_claims AS whole ON whole.claim_id = part.part_of_claim_id AND whole.event_id = part.event_id
    WHERE whole.victim_category <> part.victim_category AND whole.victim_category <> 'unspecified'
),
-- sorts that no other sort contains stand beside "unspecified"
outer_sum AS (
    SELECT figures.event_id, figures.outcome, sum(figures.low) AS low, sum(figures.best) AS best, sum(coalesce(figures.high, figures.best)) AS high
    FROM figures
    ANTI JOIN nested ON nested.event_id = figures.event_id AND nested.outcome = figures.outcome AND nested.victim_category = figures.victim_category
    WHERE figures.victim_category <> 'unspecified'
    GROUP BY figures.event_id, figures.outcome
),
-- events whose people of no sort stand beside a greater figure in one sentence: "two guards and one passer-by were killed"
beside AS (
    SELECT DISTINCT f.event_id, f.outcome
    FROM figures AS f
    JOIN current AS c
        ON c.event_id = f.event_id
        AND c.outcome = f.outcome
        AND c.document_id = f.document_id
        AND c.sentence_start_char = f.sentence_start_char
        AND c.victim_category <> 'unspecified'
        AND c.figure > f.best
    WHERE f.victim_category = 'unspecified'
),
taken AS (
    SELECT n.event_id, n.outcome, n.whole_category AS victim_category, sum(f.low) AS low, sum(f.best) AS best, sum(coalesce(f.high, f.best)) AS high
    FROM nested AS n
    JOIN figures AS f ON f.event_id = n.event_id AND f.outcome = n.outcome AND f.victim_category = n.victim_category
    GROUP BY n.event_id, n.outcome, n.whole_category
    UNION ALL
    SELECT s.event_id, s.outcome, 'unspecified', s.low, s.best, s.high
    FROM outer_sum AS s
    JOIN figures AS f ON f.event_id = s.event_id AND f.outcome = s.outcome AND f.victim_category = 'unspecified'
    ANTI JOIN beside AS b ON b.event_id = f.event_id AND b.outcome = f.outcome
    WHERE NOT f.is_rest
),
rest AS (
    SELECT
        f.*,
        t.best IS NOT NULL AS is_remainder,
        greatest(0, f.low - coalesce(t.high, 0)) AS rest_low,
        greatest(0, f.best - coalesce(t.best, 0)) AS rest_best,
        greatest(0, f.high - coalesce(t.low, 0)) AS rest_high
    FROM figures AS f
    LEFT JOIN taken AS t ON t.event_id = f.event_id AND t.outcome = f.outcome AND t.victim_category = f.victim_category
)
SELECT
    event_id,
    outcome,
    victim_category,
    CAST(least(rest_low, rest_best) AS INTEGER) AS low,
    CAST(rest_best AS INTEGER) AS best,
    -- greatest() passes over nulls, an open end stays open
    CASE WHEN high IS NULL THEN NULL ELSE CAST(greatest(rest_high, rest_best) AS INTEGER) END AS high,
    CAST(claims AS INTEGER) AS claims,
    claimants,
    CASE
        WHEN claims = 1 THEN 'the only claim'
        WHEN different_figures = 1 THEN 'claims agree'
        ELSE 'latest figure of the least interested claimant'
    END || CASE WHEN is_remainder THEN ', less the sorts told apart' ELSE '' END AS rule
FROM rest
ORDER BY event_id, outcome, victim_category;

-- One row per pair of claims about one event, outcome and sort of victims that cannot both be true: their bounds do not meet, and neither is a figure that its
-- own claimant has superseded. What one sentence lists side by side is one claim, the sum, told by its first; a part is not held against a claim of its own
-- report, and "others" against none. The claim with the smaller figure stands first. The distance is how many people lie between the two.
WITH told AS (
    SELECT * FROM casualty_claims WHERE NOT is_superseded AND NOT is_rest QUALIFY row_number() OVER (PARTITION BY event_id, outcome, victim_category, sum_id ORDER BY claim_id) = 1
)
SELECT
    less.event_id,
    less.outcome,
    less.victim_category,
    less.claimant AS lower_claimant,
    less.sum_figure AS lower_figure,
    less.qualifier AS lower_qualifier,
    less.published_at AS lower_published_at,
    more.claimant AS higher_claimant,
    more.sum_figure AS higher_figure,
    more.qualifier AS higher_qualifier,
    more.published_at AS higher_published_at,
    more.sum_low - less.sum_high AS distance,
    less.casualty_id AS lower_casualty_id,
    more.casualty_id AS higher_casualty_id,
    less.claimed_by_actor_id AS lower_claimed_by_actor_id,
    more.claimed_by_actor_id AS higher_claimed_by_actor_id
FROM told AS less
JOIN told AS more
    ON more.event_id = less.event_id
    AND more.outcome = less.outcome
    AND more.victim_category = less.victim_category
    AND less.sum_high < more.sum_low
WHERE NOT (less.document_id = more.document_id AND coalesce(less.part_of_claim_id, more.part_of_claim_id) IS NOT NULL)
ORDER BY less.event_id, less.outcome, less.victim_category, distance DESC, less.casualty_id, more.casualty_id;

-- One row per pair of claims about one event, outcome and sort of victims that cannot both be true: their bounds do not meet, and neither is a figure that its
-- own claimant has superseded. The claim with the smaller figure stands first. The distance is how many people lie between the two.
SELECT
    less.event_id,
    less.outcome,
    less.victim_category,
    less.claimant AS lower_claimant,
    less.figure AS lower_figure,
    less.qualifier AS lower_qualifier,
    less.published_at AS lower_published_at,
    more.claimant AS higher_claimant,
    more.figure AS higher_figure,
    more.qualifier AS higher_qualifier,
    more.published_at AS higher_published_at,
    more.count_low - less.count_high AS distance,
    less.casualty_id AS lower_casualty_id,
    more.casualty_id AS higher_casualty_id,
    less.claimed_by_actor_id AS lower_claimed_by_actor_id,
    more.claimed_by_actor_id AS higher_claimed_by_actor_id
FROM casualty_claims AS less
JOIN casualty_claims AS more
    ON more.event_id = less.event_id
    AND more.outcome = less.outcome
    AND more.victim_category = less.victim_category
    AND less.count_high < more.count_low
WHERE NOT less.is_superseded AND NOT more.is_superseded AND NOT (less.is_rest OR more.is_rest)
ORDER BY less.event_id, less.outcome, less.victim_category, distance DESC, less.casualty_id, more.casualty_id;

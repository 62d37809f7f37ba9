-- The name of an actor; null for a null or unknown id.
CREATE MACRO actor_name(id) AS (SELECT any_value(name) FROM actors WHERE actors.actor_id = id);

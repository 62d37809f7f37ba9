-- The name of a place; null for a null or unknown id.
CREATE MACRO place_name(id) AS (SELECT any_value(name) FROM places WHERE places.place_id = id);

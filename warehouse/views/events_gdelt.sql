-- One row per event of events_plover under the column names of a GDELT 1.0 event export, for users who come from there. One row is one event, not
-- one pair of actors: actor1 and actor2 are the party that most reports name on each side (in talks the first two parties); the lists are in events.
-- Nothing is filled in: sqldate, monthyear and year are null where the text does not date the event so exactly, and never the day of publication;
-- a place is null or the named one. Countries are ISO 3166-1 alpha-3, also of places (GDELT has FIPS there); goldsteinscale is PLOVER's score of the
-- type (-9 to 10); dateadded is the day of the first report; sourceurl is that report's path in the inbox. NumArticles leaves duplicates out.
WITH sides AS (
    SELECT
        p.*,
        p.source_actor_ids[1] AS actor1_id,
        CASE
            WHEN len(p.target_actor_ids) > 0 THEN p.target_actor_ids[1]
            WHEN p.event_type IN ('AGREE', 'CONSULT', 'COOPERATE') THEN p.source_actor_ids[2]
        END AS actor2_id
    FROM events_plover AS p
),
reports AS (
    SELECT
        m.event_id,
        d.source_path,
        row_number() OVER (PARTITION BY m.event_id ORDER BY d.published_at NULLS LAST, m.document_id) AS place_in_order
    FROM event_mentions AS m
    JOIN documents AS d USING (document_id)
)
SELECT
    sides.event_id AS globaleventid,
    CASE WHEN sides.date_start = sides.date_end THEN strftime(sides.date_start, '%Y%m%d')::INTEGER END AS sqldate,
    CASE WHEN date_trunc('month', sides.date_start) = date_trunc('month', sides.date_end) THEN strftime(sides.date_start, '%Y%m')::INTEGER END AS monthyear,
    CASE WHEN year(sides.date_start) = year(sides.date_end) THEN year(sides.date_start)::INTEGER END AS "year",
    nullif(concat(one.country, one.sector), '') AS actor1code,
    one.name AS actor1name,
    one.country AS actor1countrycode,
    one.sector AS actor1type1code,
    nullif(concat(two.country, two.sector), '') AS actor2code,
    two.name AS actor2name,
    two.country AS actor2countrycode,
    two.sector AS actor2type1code,
    cameo.cameo_root AS eventrootcode,
    sides.quad_number AS quadclass,
    sides.score AS goldsteinscale,
    sides.mention_count AS nummentions,
    sides.publisher_count AS numsources,
    sides.document_count AS numarticles,
    CASE
        WHEN places.feature = 'country' THEN 1
        WHEN places.feature IN ('populated_place', 'site') THEN CASE WHEN places.country = 'USA' THEN 3 ELSE 4 END
        WHEN places.feature IN ('admin1', 'admin2') THEN CASE WHEN places.country = 'USA' THEN 2 ELSE 5 END
    END AS actiongeo_type,
    places.name AS actiongeo_fullname,
    places.country AS actiongeo_countrycode,
    places.admin1 AS actiongeo_adm1code,
    places.latitude AS actiongeo_lat,
    places.longitude AS actiongeo_long,
    CASE WHEN places.gazetteer_id IS NOT NULL THEN concat(places.gazetteer, ':', places.gazetteer_id) END AS actiongeo_featureid,
    strftime(events.first_reported_at, '%Y%m%d')::INTEGER AS dateadded,
    reports.source_path AS sourceurl
FROM sides
JOIN events ON events.event_id = sides.event_id
LEFT JOIN events_cameo AS cameo ON cameo.event_id = sides.event_id
LEFT JOIN actors AS one ON one.actor_id = sides.actor1_id
LEFT JOIN actors AS two ON two.actor_id = sides.actor2_id
LEFT JOIN places ON places.place_id = sides.place_id
LEFT JOIN reports ON reports.event_id = sides.event_id AND reports.place_in_order = 1
ORDER BY sqldate NULLS LAST, globaleventid;

-- A sentence of a text with a span inside it set in double square brackets; a span that runs beyond the sentence is shown whole.
CREATE MACRO marked(body, sentence_first_char, sentence_last_char, first_char, last_char) AS
    regexp_replace(
        trim(
            words(body, least(sentence_first_char, first_char), first_char)
            || '[[' || words(body, first_char, last_char) || ']]'
            || words(body, last_char, greatest(sentence_last_char, last_char))
        ),
        '\s+', ' ', 'g'
    );

-- Words of proposals in pairs of characters, so that a search for two characters is an exact token (src/db/search.ts).
CREATE VIRTUAL TABLE proposal_search USING fts5(grams, content='', contentless_delete=1, tokenize='unicode61');

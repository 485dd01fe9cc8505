-- Documents of the lake's books that were loaded: where rates and costs came from, and up to where each book is in the warehouse.
-- [version] 1
-- [table]
CREATE TABLE store.books (book VARCHAR, number BIGINT, sha256 VARCHAR, recorded_at TIMESTAMPTZ, source VARCHAR, files VARCHAR, row_count BIGINT);

-- [view]
SELECT book, number, recorded_at, source, files, row_count FROM store.books

-- When each calendar link was last read. Not part of the journal: who made a link and who took it back is.
CREATE TABLE feed_reads (
    org KEYTEXT NOT NULL, feed BIGINT NOT NULL, read_us BIGINT NOT NULL,
    PRIMARY KEY (org, feed)
);

-- What was done, decided or refused. Rows are added, never changed: each carries the hash of the one before it in its run.
CREATE TABLE evidence_entry (
    run_id        VARCHAR(200) NOT NULL,
    sequence      BIGINT       NOT NULL,
    step          VARCHAR(200) NOT NULL,
    source        VARCHAR(200),
    host          VARCHAR(200),
    started       TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ended         TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    attempt       INTEGER      NOT NULL,
    outcome       VARCHAR(20)  NOT NULL,
    actor         VARCHAR(255) NOT NULL,
    command       VARCHAR,
    exit_code     INTEGER,
    digests       VARCHAR      NOT NULL,
    message       VARCHAR      NOT NULL,
    previous_hash CHAR(64)     NOT NULL,
    hash          CHAR(64)     NOT NULL,
    CONSTRAINT evidence_entry_key PRIMARY KEY (run_id, sequence)
);

-- Bytes under their own SHA-256.
CREATE TABLE evidence_blob (
    sha256 CHAR(64) NOT NULL,
    bytes  BYTEA    NOT NULL,
    CONSTRAINT evidence_blob_key PRIMARY KEY (sha256)
);

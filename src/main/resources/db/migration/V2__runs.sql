-- Business keys given to runs; the key itself is the reservation, also between nodes.
CREATE TABLE runbook_run (
    run_id   VARCHAR(200) NOT NULL,
    reserved TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    CONSTRAINT runbook_run_key PRIMARY KEY (run_id)
);

-- How far long work is; written at most once a second, read by every node.
CREATE TABLE runbook_progress (
    run_id           VARCHAR(200) NOT NULL,
    step             VARCHAR(200) NOT NULL,
    host             VARCHAR(200) NOT NULL,
    item             VARCHAR(300) NOT NULL,
    bytes_done       BIGINT       NOT NULL,
    bytes_expected   BIGINT       NOT NULL,
    files_done       BIGINT       NOT NULL,
    files_expected   BIGINT       NOT NULL,
    bytes_per_second BIGINT       NOT NULL,
    started          TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    updated          TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    CONSTRAINT runbook_progress_key PRIMARY KEY (run_id, step, host, item)
);

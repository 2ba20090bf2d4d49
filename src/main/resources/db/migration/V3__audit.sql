-- One row for each run, drawn from its evidence so that lists stay fast; may be emptied at any time, it fills again.
CREATE TABLE runbook_summary (
    run_id           VARCHAR(200)  NOT NULL,
    process          VARCHAR(200)  NOT NULL,
    cell             VARCHAR(200)  NOT NULL,
    change_reference VARCHAR(200)  NOT NULL,
    reason           VARCHAR(2000) NOT NULL,
    starter          VARCHAR(255)  NOT NULL,
    people           VARCHAR       NOT NULL,
    started          TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ended            TIMESTAMP(3) WITH TIME ZONE,
    outcome          VARCHAR(200),
    entries          BIGINT        NOT NULL,
    decided          INTEGER       NOT NULL,
    refused          INTEGER       NOT NULL,
    failed           INTEGER       NOT NULL,
    skipped          INTEGER       NOT NULL,
    CONSTRAINT runbook_summary_key PRIMARY KEY (run_id)
);
CREATE INDEX runbook_summary_started ON runbook_summary (started);
CREATE INDEX runbook_summary_ended ON runbook_summary (ended);
CREATE INDEX runbook_run_reserved ON runbook_run (reserved);

-- What ran on a host in a period; what people decided or left out in a period.
CREATE INDEX evidence_entry_host ON evidence_entry (host, started);
CREATE INDEX evidence_entry_outcome ON evidence_entry (outcome, ended);

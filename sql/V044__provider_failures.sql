-- What fails for one provider fails that provider and not the run; and the tables of the server's batch, which it would otherwise make itself
-- at its first job, as a user who may create tables.

ALTER TABLE reconciliation_provider ADD COLUMN problem text;
COMMENT ON COLUMN reconciliation_provider.problem IS
    'Why its work failed as often as the setting allows: then it is in no sum of the run, and its breaks stay as they were';

ALTER TABLE reconciliation_run
    DROP CONSTRAINT reconciliation_run_status_known,
    DROP CONSTRAINT reconciliation_run_completed_has_a_report;
ALTER TABLE reconciliation_run
    ADD CONSTRAINT reconciliation_run_status_known CHECK (
        status IN ('RUNNING', 'STOPPING', 'STOPPED', 'COMPLETED', 'COMPLETED_WITH_FAILURES', 'FAILED', 'ABANDONED')),
    ADD CONSTRAINT reconciliation_run_completed_has_a_report CHECK (
        (status IN ('COMPLETED', 'COMPLETED_WITH_FAILURES')) = (report IS NOT NULL));

-- As the server has them; where it was first, they are there.
CREATE TABLE IF NOT EXISTS jbatchcheckpointdata (id varchar(512), obj bytea);
CREATE TABLE IF NOT EXISTS jbatchjobinstancedata (
    jobinstanceid serial NOT NULL PRIMARY KEY,
    name          varchar(512),
    apptag        varchar(512)
);
CREATE TABLE IF NOT EXISTS jbatchexecutioninstancedata (
    jobexecid     serial NOT NULL PRIMARY KEY,
    jobinstanceid bigint NOT NULL REFERENCES jbatchjobinstancedata (jobinstanceid),
    createtime    timestamp,
    starttime     timestamp,
    endtime       timestamp,
    updatetime    timestamp,
    parameters    bytea,
    batchstatus   varchar(512),
    exitstatus    varchar(512)
);
CREATE TABLE IF NOT EXISTS jbatchstepexecutioninstancedata (
    stepexecid       serial NOT NULL PRIMARY KEY,
    jobexecid        bigint NOT NULL REFERENCES jbatchexecutioninstancedata (jobexecid),
    batchstatus      varchar(512),
    exitstatus       varchar(512),
    stepname         varchar(512),
    readcount        integer,
    writecount       integer,
    commitcount      integer,
    rollbackcount    integer,
    readskipcount    integer,
    processskipcount integer,
    filtercount      integer,
    writeskipcount   integer,
    starttime        timestamp,
    endtime          timestamp,
    persistentdata   bytea
);
CREATE TABLE IF NOT EXISTS jbatchjobstatus (id bigint NOT NULL REFERENCES jbatchjobinstancedata (jobinstanceid), obj bytea);
CREATE TABLE IF NOT EXISTS jbatchstepstatus (id bigint NOT NULL REFERENCES jbatchstepexecutioninstancedata (stepexecid), obj bytea);
COMMENT ON TABLE jbatchcheckpointdata IS 'The server''s batch: how far readers and writers are';
COMMENT ON TABLE jbatchjobinstancedata IS 'The server''s batch: jobs, and partitions of their steps';
COMMENT ON TABLE jbatchexecutioninstancedata IS 'The server''s batch: executions of them';
COMMENT ON TABLE jbatchstepexecutioninstancedata IS 'The server''s batch: executions of steps';
COMMENT ON TABLE jbatchjobstatus IS 'The server''s batch: where a job is to go on';
COMMENT ON TABLE jbatchstepstatus IS 'The server''s batch: where a step is to go on';
-- The server asks for all of these by what it has no index of.
CREATE INDEX jbatchcheckpointdata_index ON jbatchcheckpointdata (id);
CREATE INDEX jbatchexecutioninstancedata_instance_index ON jbatchexecutioninstancedata (jobinstanceid);
CREATE INDEX jbatchstepexecutioninstancedata_execution_index ON jbatchstepexecutioninstancedata (jobexecid);
CREATE INDEX jbatchjobstatus_index ON jbatchjobstatus (id);
CREATE INDEX jbatchstepstatus_index ON jbatchstepstatus (id);

-- Older servers do not know the new state of a run.
UPDATE schema_compatibility SET oldest_server = 44;

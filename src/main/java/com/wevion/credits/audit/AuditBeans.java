package com.wevion.credits.audit;

import com.wevion.credits.ledger.Accounts;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts verifier, checkpoints and export together in the server. */
@ApplicationScoped
class AuditBeans {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /** In auto-commit mode, with a longer time-out. */
    @Resource(lookup = "jdbc/batch")
    DataSource batch;

    @Resource
    ManagedExecutorService executor;

    @Produces
    @Singleton
    CheckpointKeys keys(
            @ConfigProperty(name = "credits.checkpoint.key.file") Optional<String> privateFile,
            @ConfigProperty(name = "credits.checkpoint.public.key.file") Optional<String> publicFile) {
        return new CheckpointKeys(privateFile, publicFile);
    }

    @Produces
    @Singleton
    Checkpoints checkpoints(CheckpointKeys keys, Clock clock) {
        return new Checkpoints(dataSource, keys, clock);
    }

    @Produces
    @Singleton
    Export export(Checkpoints checkpoints, @ConfigProperty(name = "credits.audit.export.entries") int entriesAtATime) {
        return new Export(dataSource, checkpoints, entriesAtATime);
    }

    @Produces
    @Singleton
    AuditProof auditProof() {
        return new AuditProof(dataSource);
    }

    @Produces
    @Singleton
    ChainAudit chainAudit(
            CheckpointKeys keys,
            Clock clock,
            @ConfigProperty(name = "credits.audit.chunk.entries") int entriesAtATime,
            @ConfigProperty(name = "credits.audit.findings") int maxFindings) {
        return new ChainAudit(batch, new Checkpoints(batch, keys, clock), entriesAtATime, maxFindings);
    }

    @Produces
    @Singleton
    Verifications verifications(
            Checkpoints checkpoints,
            Accounts accounts,
            Clock clock,
            @ConfigProperty(name = "credits.audit.chunk.entries") int entriesAtATime,
            @ConfigProperty(name = "credits.audit.findings") int maxFindings,
            @ConfigProperty(name = "credits.audit.lease.seconds") int leaseSeconds,
            @ConfigProperty(name = "credits.audit.kept") int maxKept) {
        Verifier verifier = new Verifier(dataSource, checkpoints, entriesAtATime, maxFindings);
        return new Verifications(
                dataSource, verifier, accounts, executor, clock, Duration.ofSeconds(leaseSeconds), maxKept);
    }
}

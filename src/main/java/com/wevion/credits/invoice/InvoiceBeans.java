package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.Decimals;
import com.wevion.credits.invoice.format.ElevenLabsTerms;
import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the import together in the server. */
@ApplicationScoped
class InvoiceBeans {
    @Resource(lookup = "jdbc/batch")
    DataSource dataSource;

    @Resource
    ManagedExecutorService executor;

    @Produces
    @Singleton
    ImportLimits limits(
            @ConfigProperty(name = "credits.reconciliation.file.max.bytes") long fileBytes,
            @ConfigProperty(name = "credits.reconciliation.file.unpacked.max.bytes") long unpackedBytes,
            @ConfigProperty(name = "credits.reconciliation.file.entries") int entries,
            @ConfigProperty(name = "credits.reconciliation.parquet.jars") Optional<String> parquetJars,
            @ConfigProperty(name = "credits.reconciliation.parquet.group.max.bytes") long parquetGroupBytes,
            @ConfigProperty(name = "credits.reconciliation.row.max.bytes") int rowBytes,
            @ConfigProperty(name = "credits.reconciliation.row.columns") int columns,
            @ConfigProperty(name = "credits.reconciliation.refusals") int refusals,
            @ConfigProperty(name = "credits.reconciliation.excerpt.characters") int excerptCharacters,
            @ConfigProperty(name = "credits.reconciliation.file.invoices") int scopes,
            @ConfigProperty(name = "credits.reconciliation.import.piece.rows") int pieceRows,
            @ConfigProperty(name = "credits.reconciliation.charge.days") int chargeDays,
            @ConfigProperty(name = "credits.reconciliation.line.max.usd") BigDecimal maxUsd,
            @ConfigProperty(name = "credits.reconciliation.import.lease.seconds") int leaseSeconds) {
        return new ImportLimits(
                fileBytes,
                unpackedBytes,
                entries,
                parquetJars
                        .map(folder -> ParquetLibrary.in(Path.of(folder), parquetGroupBytes))
                        .orElse(ParquetLibrary.ABSENT),
                rowBytes,
                columns,
                refusals,
                excerptCharacters,
                scopes,
                pieceRows,
                chargeDays,
                Decimals.nanos(maxUsd, "credits.reconciliation.line.max.usd"),
                Duration.ofSeconds(leaseSeconds));
    }

    @Produces
    @Singleton
    Imports imports(
            ImportLimits limits,
            Clock clock,
            @ConfigProperty(name = "credits.reconciliation.elevenlabs.credit.usd") BigDecimal creditUsd,
            @ConfigProperty(name = "credits.reconciliation.elevenlabs.characters") Optional<String> perCharacter) {
        return new Imports(
                dataSource,
                executor,
                clock,
                limits,
                ElevenLabsTerms.of(
                        Decimals.nanos(creditUsd, "credits.reconciliation.elevenlabs.credit.usd"),
                        perCharacter.orElse("")));
    }

    @Produces
    @Singleton
    ImportSweep sweep(Imports imports, ImportLimits limits) {
        return new ImportSweep(imports, dataSource, limits.pieceRows());
    }

    @Produces
    @Singleton
    Inbox inbox(
            Imports imports,
            @ConfigProperty(name = "credits.reconciliation.inbox") Optional<String> folder,
            @ConfigProperty(name = "credits.reconciliation.inbox.only") Optional<String> only,
            @ConfigProperty(name = "credits.reconciliation.inbox.attempts") int attempts) {
        return new Inbox(folder.map(Path::of), imports, dataSource, RowFilter.byFolder(only.orElse("")), attempts);
    }
}

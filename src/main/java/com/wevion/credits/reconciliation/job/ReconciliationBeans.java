package com.wevion.credits.reconciliation.job;

import com.wevion.credits.invoice.fetch.FetchStates;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.start.ServedWork;
import com.wevion.credits.reconciliation.AllTerms;
import com.wevion.credits.reconciliation.BatchRepository;
import com.wevion.credits.reconciliation.Nights;
import com.wevion.credits.reconciliation.RunActions;
import com.wevion.credits.reconciliation.Runs;
import com.wevion.credits.reconciliation.StepProgress;
import com.wevion.credits.reconciliation.breaks.BreakRecords;
import com.wevion.credits.reconciliation.breaks.Breaks;
import com.wevion.credits.reconciliation.ignored.IgnoredCharges;
import com.wevion.credits.reconciliation.money.MoneyIn;
import com.wevion.credits.reconciliation.proposal.Proposals;
import com.wevion.credits.reconciliation.rates.CurrencyRates;
import com.wevion.credits.reconciliation.report.Reports;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import com.wevion.credits.stripe.StripeBalance;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the reconciliation together in the server. */
@ApplicationScoped
class ReconciliationBeans {
    @Resource(lookup = "jdbc/batch")
    DataSource dataSource;

    @Produces
    @Singleton
    Runs runs(
            Clock clock,
            @ConfigProperty(name = "credits.reconciliation.lease.seconds") int leaseSeconds,
            @ConfigProperty(name = "credits.reconciliation.starts") int maxStarts) {
        return new Runs(dataSource, clock, Duration.ofSeconds(leaseSeconds), maxStarts);
    }

    @Produces
    @Singleton
    RunActions actions(Clock clock, @ConfigProperty(name = "credits.reconciliation.lease.seconds") int leaseSeconds) {
        return new RunActions(dataSource, clock, Duration.ofSeconds(leaseSeconds));
    }

    @Produces
    @Singleton
    StepProgress progress() {
        return new StepProgress(dataSource);
    }

    @Produces
    @Singleton
    RunViews views(StepProgress progress, RunActions actions, ProviderWork work) {
        return new RunViews(dataSource, progress, actions, work);
    }

    @Produces
    @Singleton
    Staging staging(
            ProviderWork work,
            StepProgress progress,
            @ConfigProperty(name = "credits.reconciliation.days.around") int daysAround,
            @ConfigProperty(name = "credits.reconciliation.charge.days") int longestChargeDays,
            @ConfigProperty(name = "credits.reconciliation.closing.days") int closingDays,
            @ConfigProperty(name = "credits.reconciliation.late.days") int lateDays) {
        return new Staging(dataSource, work, progress, daysAround, longestChargeDays, closingDays, lateDays);
    }

    @Produces
    @Singleton
    Matching matching(@ConfigProperty(name = "credits.reconciliation.days.around") int daysAround) {
        return new Matching(dataSource, daysAround);
    }

    @Produces
    @Singleton
    ProviderWork work(
            ServedWork served, @ConfigProperty(name = "credits.reconciliation.provider.attempts") int maxAttempts) {
        return new ProviderWork(dataSource, maxAttempts, served::reconciles);
    }

    @Produces
    @Singleton
    Nights nights(
            Clock clock,
            @ConfigProperty(name = "credits.reconciliation.time") String time,
            @ConfigProperty(name = "credits.reconciliation.nightly.days") int days,
            @ConfigProperty(name = "credits.reconciliation.nightly.late.minutes") int lateMinutes) {
        return new Nights(clock, LocalTime.parse(time), days, Duration.ofMinutes(lateMinutes));
    }

    @Produces
    @Singleton
    BatchRepository repository() {
        return new BatchRepository(dataSource);
    }

    @Produces
    @Singleton
    Comparisons comparisons(@ConfigProperty(name = "credits.reconciliation.late.days") int lateDays) {
        return new Comparisons(dataSource, lateDays);
    }

    @Produces
    @Singleton
    CurrencyRates currencyRates(Clock clock) {
        return new CurrencyRates(dataSource, clock);
    }

    @Produces
    @Singleton
    MoneyIn moneyIn(
            StripeBalance balance,
            Clock clock,
            @ConfigProperty(name = "credits.audit.payment.grace.minutes") long graceMinutes,
            @ConfigProperty(name = "credits.audit.payment.lookback.days") int lookbackDays) {
        return new MoneyIn(dataSource, balance, clock, Duration.ofMinutes(graceMinutes), lookbackDays);
    }

    @Produces
    @Singleton
    Findings findings() {
        return new Findings(dataSource);
    }

    @Produces
    @Singleton
    SmallDifferenceSums smallDifferenceSums(Findings findings) {
        return new SmallDifferenceSums(dataSource, findings);
    }

    @Produces
    @Singleton
    Breaks breaks(Clock clock) {
        return new Breaks(dataSource, clock);
    }

    @Produces
    @Singleton
    IgnoredCharges ignoredCharges(Clock clock) {
        return new IgnoredCharges(dataSource, clock);
    }

    @Produces
    @Singleton
    Proposals proposals(@ConfigProperty(name = "credits.reconciliation.proposed.rates") int maxRates) {
        return new Proposals(dataSource, maxRates);
    }

    @Produces
    @Singleton
    BreakRecords breakRecords(@ConfigProperty(name = "credits.reconciliation.break.records") int max) {
        return new BreakRecords(dataSource, max);
    }

    @Produces
    @Singleton
    Reports reports(
            Runs runs,
            Breaks breaks,
            FetchStates fetches,
            @ConfigProperty(name = "credits.reconciliation.previous") int maxPrevious,
            @ConfigProperty(name = "credits.reconciliation.report.invoices") int maxInvoices,
            @ConfigProperty(name = "credits.reconciliation.undecided") int maxUndecided) {
        return new Reports(
                dataSource,
                runs,
                breaks,
                maxPrevious,
                maxInvoices,
                maxUndecided,
                run -> fetches.notFetched(
                        run.provider(), run.window().from(), run.window().to()));
    }

    @Produces
    @Dependent
    AllTerms terms(
            @ConfigProperty(name = "credits.reconciliation.tolerance.percent") String percent,
            @ConfigProperty(name = "credits.reconciliation.tolerance.usd") String usd,
            @ConfigProperty(name = "credits.reconciliation.tax.percent") String taxPercent,
            @ConfigProperty(name = "credits.reconciliation.providers") Optional<String> providers) {
        ComparisonTerms usual = new ComparisonTerms(
                ComparisonTerms.millionths(percent), Unit.USD.parse(usd), ComparisonTerms.millionths(taxPercent));
        return new AllTerms(usual, ComparisonTerms.parse(providers.orElse(""), usual));
    }
}

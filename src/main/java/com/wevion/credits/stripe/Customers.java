package com.wevion.credits.stripe;

import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A team's customer at Stripe, made on first use, one for each team. Not to be called inside a transaction. Thread-safe. */
@ApplicationScoped
public class Customers {
    /** The name of the team's id in the metadata of what is made for it. */
    public static final String TEAM = "teamId";

    private record Row(UUID teamId, String name, Instant askedAt, String customer) {}

    /** By which Stripe's clock may be behind. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    @Inject
    Stripe stripe;

    @Inject
    Clock clock;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    @ConfigProperty(name = "credits.stripe.customer.email")
    Optional<String> email;

    /** The team's customer, if it has been made. */
    public Optional<String> find(UUID teamId) {
        return row(teamId).map(Row::customer);
    }

    /**
     * The team's customer, made now if it was not before. The result of an attempt that was cut off is looked up before a retry: Stripe
     * keeps an idempotency key for a day only, and keeps the failure of a request as well, although it may have done it.
     *
     * @throws NotFound if there is no such team
     * @throws Unavailable if Stripe does not answer; a retry continues from here
     * @throws StripeRefused if Stripe does not want such a customer
     */
    public String of(UUID teamId) {
        Optional<String> known = find(teamId);
        if (known.isPresent()) {
            return known.get();
        }
        boolean first = Sql.on(dataSource)
                        .update(
                                "INSERT INTO team_customer (team_id, name, asked_at) SELECT id, name, ? FROM team WHERE id = ?"
                                        + " ON CONFLICT ON CONSTRAINT team_customer_pk DO NOTHING",
                                clock.instant(),
                                teamId)
                == 1;
        Row row = row(teamId).orElseThrow(() -> new NotFound("team"));
        Optional<Customer> earlier = first ? Optional.empty() : earlier(row);
        Customer customer = earlier.orElseGet(() -> create(row));
        Sql.on(dataSource)
                .update(
                        "UPDATE team_customer SET customer = ? WHERE team_id = ? AND customer IS NULL",
                        customer.getId(),
                        teamId);
        return find(teamId).orElseThrow();
    }

    private Customer create(Row row) {
        CustomerCreateParams.Builder customer = CustomerCreateParams.builder()
                .setName(row.name())
                .putMetadata(TEAM, row.teamId().toString());
        email.ifPresent(address ->
                customer.setEmail(address.replace("{team}", row.teamId().toString())));
        return stripe.ask(
                client -> client.v1().customers().create(customer.build(), Stripe.once("customer-" + row.teamId())));
    }

    private Optional<Customer> earlier(Row row) {
        CustomerListParams since = CustomerListParams.builder()
                .setLimit(Stripe.PAGE)
                .setCreated(CustomerListParams.Created.builder()
                        .setGte(row.askedAt().minus(SKEW).getEpochSecond())
                        .build())
                .build();
        String team = row.teamId().toString();
        return stripe.find(
                client -> client.v1().customers().list(since),
                customer -> team.equals(customer.getMetadata().get(TEAM)));
    }

    private Optional<Row> row(UUID teamId) {
        return Sql.on(dataSource)
                .first(
                        "SELECT * FROM team_customer WHERE team_id = ?",
                        row -> new Row(
                                Sql.uuid(row, "team_id"),
                                row.getString("name"),
                                Sql.instant(row, "asked_at"),
                                row.getString("customer")),
                        teamId);
    }
}

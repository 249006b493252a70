package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Forbidden;
import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBException;
import jakarta.resource.spi.ResourceAllocationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
    @Test
    void findsARefusalWhateverItIsWrappedIn() {
        Problem problem = problem(new EJBException(new CompletionException(new Conflict("It is full."))));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.type()).isEqualTo("urn:credits:problem:conflict");
        assertThat(problem.detail()).isEqualTo("It is full.");
    }

    @Test
    void takesARefusalByTheContainerForForbidden() {
        assertThat(problem(new EJBException(new AccessLocalException("no"))).status())
                .isEqualTo(403);
    }

    @Test
    void namesTheRolesThatMayIfARoleIsWanting() {
        assertThat(problem(new Forbidden("Only the owner may.", List.of("OWNER", "ADMIN")))
                        .members())
                .isEqualTo(Map.of("roles", List.of("OWNER", "ADMIN")));
        assertThat(problem(new Forbidden("Only services may.")).members()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "57P01", "57014", "53300", "40001", "40P01", "55P03"})
    void takesATransientFailureOfTheDatabaseForUnavailable(String state) {
        assertThat(problem(new IllegalStateException(new SQLException("x", state)))
                        .status())
                .isEqualTo(503);
    }

    static Stream<Throwable> poolsWithoutConnection() {
        return Stream.of(
                new SQLTransientConnectionException("timeout"),
                new SQLException(
                        "Error in allocating a connection.", new ResourceAllocationException("max-wait-time")));
    }

    @ParameterizedTest
    @MethodSource("poolsWithoutConnection")
    void takesAnExhaustedPoolForUnavailable(Throwable failure) {
        assertThat(problem(new EJBException(new RuntimeException(failure))).status())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "22003"})
    void takesAnyOtherFailureOfTheDatabaseForAFaultOfOurs(String state) {
        assertThat(problem(new SQLException("secret detail", state)).status()).isEqualTo(500);
    }

    @Test
    void tellsNothingOfAnUnexpectedFailureButAnId() {
        Problem problem = problem(new IllegalStateException("secret detail"));
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.members()).containsOnlyKeys("id");
        assertThat(problem.json("/x", null)).doesNotContain("secret", "IllegalState");
    }

    @Test
    void namesTheStatusThatTheFrameworkChose() {
        assertThat(Problem.of(406).type()).isEqualTo("urn:credits:problem:not-acceptable");
        assertThat(Problem.of(418).type()).isEqualTo("about:blank");
        assertThat(Problem.of(418).status()).isEqualTo(418);
    }

    private static Problem problem(Throwable thrown) {
        return Problems.of(thrown, "/x");
    }
}

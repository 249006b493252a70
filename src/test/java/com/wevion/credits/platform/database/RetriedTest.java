package com.wevion.credits.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A retried failure leaves one line, unless it is a fault of the program. */
class RetriedTest {
    private static final class Kept extends Handler {
        private final List<LogRecord> records = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final Kept kept = new Kept();
    private final Logger log = Logger.getAnonymousLogger();

    RetriedTest() {
        log.setUseParentHandlers(false);
        log.addHandler(kept);
    }

    @Test
    void tellsAnOutageInOneLine() {
        SQLException away = new SQLException("Connection refused", "08001");

        Retried.log(log, "It is tried again", new EJBException("wrapped", new DatabaseFailure(away)));

        assertThat(kept.records).singleElement().satisfies(record -> {
            assertThat(record.getThrown()).isNull();
            assertThat(record.getParameters()).containsExactly("It is tried again", "wrapped");
        });
    }

    @Test
    void tellsAFaultOfTheProgramWithItsTrace() {
        IllegalStateException fault = new IllegalStateException("fault");

        Retried.log(log, "It is tried again", fault);

        assertThat(kept.records)
                .singleElement()
                .satisfies(record -> assertThat(record.getThrown()).isSameAs(fault));
    }
}

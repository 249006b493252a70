package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.wevion.credits.platform.Invalid;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private record Position(long sequence) {}

    @Test
    void givesFiftyItemsUnlessAskedForUpTo200() {
        assertThat(Paging.limit(null)).isEqualTo(50);
        assertThat(Paging.limit("1")).isEqualTo(1);
        assertThat(Paging.limit("200")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "201", "1000000000", "99999999999999999999", "1.5", "ten", " 5", "٣"})
    void refusesAnyOtherPageSize(String limit) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> Paging.limit(limit));
    }

    @Test
    void leadsFromPageToPageByTheLastItemSeen() {
        Page<Long> first = Paging.page(List.of(9L, 8L, 7L), 2, Position::new);
        assertThat(first.items()).containsExactly(9L, 8L);
        assertThat(Paging.position(first.nextCursor(), Position.class)).contains(new Position(8));
        assertThat(Paging.page(List.of(7L), 2, Position::new).nextCursor()).isNull();
        assertThat(Paging.position(null, Position.class)).isEmpty();
    }

    @Test
    void leadsThroughListsByDescendingIds() {
        UUID newest = UUID.fromString("01a22e91-d178-7fcc-a729-ab1a62e0e0cc");
        UUID middle = UUID.fromString("01a22e91-d057-7e2d-a124-0e5871de241b");
        Page<UUID> first = Paging.byId(List.of(newest, middle, new UUID(0, 1)), 2, id -> id);

        assertThat(first.items()).containsExactly(newest, middle);
        assertThat(Paging.beforeId(first.nextCursor())).isEqualTo(middle);
        assertThat(Paging.beforeId(null)).hasToString("ffffffff-ffff-ffff-ffff-ffffffffffff");
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> Paging.beforeId("e30x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "e30x", "bnVsbA", "eyJzZXF1ZW5jZSI6IjEifQ", "W10", "gICA"})
    void refusesACursorItDidNotMake(String cursor) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> Paging.position(cursor, Position.class));
    }
}

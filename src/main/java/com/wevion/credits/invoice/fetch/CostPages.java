package com.wevion.credits.invoice.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.platform.call.BoundedCalls;
import com.wevion.credits.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Reads all pages of a window of days. Thread-safe. */
final class CostPages {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final Duration LONGEST_WISH = Duration.ofDays(1);

    private final BoundedCalls calls;
    private final Clock clock;
    private final FetchRules rules;

    CostPages(BoundedCalls calls, Clock clock, FetchRules rules) {
        this.calls = calls;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * The buckets of a window, by day; days of which the provider says nothing are not in it.
     *
     * @param to exclusive
     * @param alive called before each page
     * @throws FetchFailed if it cannot be read to its end
     */
    NavigableMap<LocalDate, JsonNode> read(CostSource source, LocalDate from, LocalDate to, Runnable alive) {
        CostApi api = source.api();
        NavigableMap<LocalDate, JsonNode> days = new TreeMap<>();
        Set<String> cursors = new HashSet<>();
        String cursor = null;
        for (int page = 0; page < rules.pages(); page++) {
            alive.run();
            JsonNode answer = get(source, api.page(source.base(), from, to, rules.pageDays(), cursor));
            for (JsonNode bucket : answer.path("data")) {
                LocalDate day = api.day(bucket);
                if (days.put(day, bucket) != null) {
                    throw new FetchFailed(
                            FetchProblem.DAY_REPEATED, api.title() + " has sent the day " + day + " twice.");
                }
            }
            cursor = next(api, answer);
            if (cursor == null) {
                days.headMap(from).clear();
                days.tailMap(to).clear();
                return days;
            }
            if (!cursors.add(cursor)) {
                throw new FetchFailed(
                        FetchProblem.CURSOR_REPEATED,
                        api.title() + " names a next page that was read before: its pages go round.");
            }
        }
        throw new FetchFailed(
                FetchProblem.TOO_MANY_PAGES,
                api.title() + " has more than " + rules.pages() + " pages of " + from + " to " + to + ".");
    }

    /** The cursor of the next page; null after the last one. */
    private static String next(CostApi api, JsonNode answer) {
        JsonNode more = answer.path("has_more");
        JsonNode next = answer.path("next_page");
        boolean readable = answer.path("data").isArray() && more.isBoolean();
        if (!readable
                || more.booleanValue() && (!next.isTextual() || next.textValue().isEmpty())) {
            throw new FetchFailed(
                    FetchProblem.UNREADABLE,
                    api.title()
                            + " has sent a page without a list of data, without has_more, or without the next page.");
        }
        return more.booleanValue() ? next.textValue() : null;
    }

    private JsonNode get(CostSource source, URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "application/json");
        authorize(request, source);
        try {
            BoundedCalls.HttpAnswer answer = calls.send(request.build());
            if (answer.status() != OK) {
                throw refused(source.api(), answer);
            }
            return Json.mapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new FetchFailed(
                    FetchProblem.UNREADABLE, source.api().title() + " has sent no JSON that can be read.");
        } catch (IOException e) {
            throw new FetchFailed(
                    FetchProblem.NO_ANSWER, source.api().title() + " gives no whole answer: " + e.getMessage());
        }
    }

    /** Java would put a key that cannot be sent into its message. */
    private static void authorize(HttpRequest.Builder request, CostSource source) {
        if (!source.key().chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new FetchFailed(
                    FetchProblem.KEY_REFUSED,
                    source.api().keySetting() + " has characters that are in no key, such as a blank or a line end.");
        }
        source.api().authorize(request, source.key());
    }

    /** The provider's own words are left out: they have part of the key. */
    private FetchFailed refused(CostApi api, BoundedCalls.HttpAnswer answer) {
        int status = answer.status();
        Duration pause =
                answer.headers().firstValue("Retry-After").map(this::pause).orElse(Duration.ZERO);
        if (status == UNAUTHORIZED) {
            return new FetchFailed(
                    FetchProblem.KEY_REFUSED,
                    api.title() + " refuses the key (401): it is wrong or revoked. Set " + api.keySetting() + ".");
        }
        if (status == FORBIDDEN) {
            return new FetchFailed(
                    FetchProblem.SCOPE_MISSING,
                    api.title() + " does not let this key read costs (403): it takes " + api.scope() + ".");
        }
        if (status == TOO_MANY_REQUESTS) {
            return new FetchFailed(
                    FetchProblem.RATE_LIMITED,
                    api.title() + " takes no more requests for now (429)"
                            + (pause.isZero() ? "." : " and asks to wait for " + pause.toSeconds() + " s."),
                    pause);
        }
        return status >= SERVER_ERRORS
                ? new FetchFailed(FetchProblem.PROVIDER_FAILED, api.title() + " has failed (" + status + ").", pause)
                : new FetchFailed(
                        FetchProblem.REQUEST_REFUSED, api.title() + " does not answer the request (" + status + ").");
    }

    private Duration pause(String wish) {
        Duration pause = Duration.ZERO;
        if (wish.matches("[0-9]{1,9}")) {
            pause = Duration.ofSeconds(Long.parseLong(wish));
        } else {
            try {
                pause = Duration.between(
                        clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(wish)));
            } catch (DateTimeException e) {
                return Duration.ZERO;
            }
        }
        return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST_WISH) < 0 ? pause : LONGEST_WISH;
    }
}

package com.wevion.credits.invoice.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.invoice.format.Format;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** The APIs of providers that tell an organization's costs by days, which are those of UTC. */
public enum CostApi {
    /**
     * OpenAI's costs: https://developers.openai.com/api/reference/resources/admin/subresources/organization/subresources/usage/methods/costs
     */
    OPENAI("OpenAI", Format.OPENAI_COSTS, "/v1/organization/costs", 180, "start_time", "end_time") {
        @Override
        String times(LocalDate from, LocalDate to) {
            return "start_time=" + midnight(from).getEpochSecond() + "&end_time="
                    + midnight(to).getEpochSecond() + "&group_by[]=line_item&group_by[]=project_id";
        }

        @Override
        Instant time(JsonNode value) {
            return value.isIntegralNumber() && value.canConvertToLong()
                    ? Instant.ofEpochSecond(value.longValue())
                    : null;
        }

        @Override
        void authorize(HttpRequest.Builder request, String key) {
            request.header("Authorization", "Bearer " + key);
        }

        @Override
        String scope() {
            return "an admin key with the scope api.usage.read";
        }
    },

    /** Anthropic's cost report: https://platform.claude.com/docs/en/api/admin/cost_report/retrieve */
    ANTHROPIC("Anthropic", Format.ANTHROPIC_COSTS, "/v1/organizations/cost_report", 31, "starting_at", "ending_at") {
        @Override
        String times(LocalDate from, LocalDate to) {
            return "starting_at=" + midnight(from) + "&ending_at=" + midnight(to)
                    + "&group_by[]=description&group_by[]=workspace_id";
        }

        @Override
        Instant time(JsonNode value) {
            try {
                return value.isTextual() ? Instant.parse(value.textValue()) : null;
            } catch (DateTimeException e) {
                return null;
            }
        }

        @Override
        void authorize(HttpRequest.Builder request, String key) {
            request.header("x-api-key", key).header("anthropic-version", "2023-06-01");
        }

        @Override
        String scope() {
            return "an admin key (sk-ant-admin…) of the organization";
        }
    };

    private final String title;
    private final Format format;
    private final String path;
    private final int maxDaysOfAPage;
    private final String startField;
    private final String endField;

    CostApi(String title, Format format, String path, int maxDaysOfAPage, String startField, String endField) {
        this.title = title;
        this.format = format;
        this.path = path;
        this.maxDaysOfAPage = maxDaysOfAPage;
        this.startField = startField;
        this.endField = endField;
    }

    /** The days that are asked for, and how their costs are to be grouped. */
    abstract String times(LocalDate from, LocalDate to);

    /** The time that a field of a bucket tells; null if it tells none. */
    abstract Instant time(JsonNode value);

    abstract void authorize(HttpRequest.Builder request, String key);

    /** The kind of key that is needed. */
    abstract String scope();

    /** The name for people. */
    String title() {
        return title;
    }

    /** The format of its answers. */
    public Format format() {
        return format;
    }

    /** The path below the address of the API. */
    public String path() {
        return path;
    }

    /** The setting that has the key. */
    String keySetting() {
        return "credits.reconciliation." + name().toLowerCase(Locale.ROOT) + ".api.key";
    }

    /**
     * The address of a page of days.
     *
     * @param to exclusive
     * @param cursor null for the first page
     */
    URI page(String base, LocalDate from, LocalDate to, int days, String cursor) {
        String query = times(from, to) + "&bucket_width=1d&limit=" + Math.min(days, maxDaysOfAPage)
                + (cursor == null ? "" : "&page=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        return URI.create(base + path + "?" + query.replace("[", "%5B").replace("]", "%5D"));
    }

    /**
     * The day of a bucket.
     *
     * @throws FetchFailed if it is for another time than a day
     */
    LocalDate day(JsonNode bucket) {
        Instant start = time(bucket.path(startField));
        Instant end = time(bucket.path(endField));
        LocalDate day = start == null ? null : start.atZone(ZoneOffset.UTC).toLocalDate();
        boolean whole = day != null
                && end != null
                && midnight(day).equals(start)
                && Duration.between(start, end).equals(Duration.ofDays(1));
        if (!whole || !bucket.path("results").isArray()) {
            throw new FetchFailed(
                    FetchProblem.UNREADABLE,
                    title + " has sent a bucket that is not a day in UTC with its results, or tells " + startField
                            + " and " + endField + " in another way than it publishes.");
        }
        return day;
    }

    static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

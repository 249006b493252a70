package com.wevion.credits.platform.http;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.access.Reach;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of actions as others read it: in the contract, at each operation, and in {@code docs/security.md}. */
final class ActionPages {
    static final Path CONTRACT = Path.of("src/main/resources/META-INF/openapi.yaml");
    static final Path HANDBOOK = Path.of("docs/security.md");
    static final String HOW_TO_WRITE = "mvn test -Dtest=RulesTest -Drules.write=true";

    private static final Pattern OPERATION =
            Pattern.compile("(?m)^( +)operationId: (\\w+)\\n(?: +x-(?:reach|roles|scopes): .*\\n)*");
    private static final String BEGIN = "<!-- Generated from Action.java by `" + HOW_TO_WRITE + "` -->\n";
    private static final String END = "<!-- End of what is generated -->";
    private static final Pattern TABLE = Pattern.compile("(?s)" + Pattern.quote(BEGIN) + ".*?" + Pattern.quote(END));

    private ActionPages() {}

    /** The contract with the rule of each operation. */
    static String contract(String text, Map<String, Action> byOperation) {
        return OPERATION.matcher(text).replaceAll(found -> {
            Action action = byOperation.get(found.group(2));
            String indent = found.group(1);
            return indent + "operationId: " + found.group(2) + "\n" + indent + "x-reach: " + action.reach() + "\n"
                    + (isForAll(action) ? "" : indent + "x-roles: " + roles(action) + "\n" + scopes(action, indent));
        });
    }

    private static String roles(Action action) {
        return action.parties().stream()
                .filter(party -> !party.isAScope())
                .map(party -> party + ": " + action.extent(party))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String scopes(Action action, String indent) {
        List<String> scopes = action.parties().stream()
                .filter(Party::isAScope)
                .map(Party::text)
                .toList();
        return scopes.isEmpty() ? "" : indent + "x-scopes: " + scopes + "\n";
    }

    private static boolean isForAll(Action action) {
        return action.reach() == Reach.PUBLIC || action.reach() == Reach.SIGNED_IN;
    }

    /** The page with the table. */
    static String handbook(String text) {
        if (!TABLE.matcher(text).find()) {
            throw new IllegalStateException(HANDBOOK + " has no place for the table");
        }
        return TABLE.matcher(text).replaceAll(Matcher.quoteReplacement(BEGIN + "\n" + table() + "\n" + END));
    }

    private static String table() {
        return table("role", party -> !party.isAScope()) + "\n" + table("scope of an API key", Party::isAScope);
    }

    private static String table(String kind, Predicate<Party> columns) {
        List<Party> parties = Arrays.stream(Party.values()).filter(columns).toList();
        String head = parties.stream().map(Party::text).collect(Collectors.joining(" | ", "| " + kind + " | ", " |\n"));
        String line = "|---".repeat(parties.size() + 1) + "|\n";
        return head
                + line
                + Arrays.stream(Action.values())
                        .filter(action -> !isForAll(action) || columns.test(Party.SERVICE))
                        .filter(action -> parties.stream().anyMatch(action::allows))
                        .map(action -> row(action, parties))
                        .collect(Collectors.joining());
    }

    private static String row(Action action, List<Party> parties) {
        Stream<String> cells = switch (action.reach()) {
            case PUBLIC -> Stream.of("everybody, without a token");
            case SIGNED_IN -> Stream.of("everybody with a token");
            case TEAM, PLATFORM ->
                parties.stream().map(party -> action.extent(party).words());
        };
        String row = cells.collect(Collectors.joining(" | ", "| " + action.words() + " | ", " |"));
        long missing = parties.size() + 2 - row.chars().filter(c -> c == '|').count();
        return row + " |".repeat((int) missing) + "\n";
    }
}

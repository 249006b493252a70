package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The privileges of the application's role in {@code R__privileges.sql}: what the application does, no more. */
class PrivilegesTest {
    private static final Path LIST = Path.of("sql/R__privileges.sql");
    private static final Pattern LISTED = Pattern.compile("\\('(\\w+)', '(SELECT[A-Z, ]*)'\\)");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+)");
    private static final Pattern STRINGS = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"");
    private static final Pattern ENTITY = Pattern.compile("Table\\(\\s*name = \"(\\w+)\"");

    /** Statements by the privilege that they need. What locks rows needs UPDATE, too, and all such tables are updated as well. */
    private static final Map<String, List<Pattern>> NEEDED = Map.of(
            "INSERT", List.of(Pattern.compile("\\bINSERT INTO (\\w+)"), Pattern.compile("\\bCOPY (\\w+) ")),
            "DELETE", List.of(Pattern.compile("\\bDELETE FROM (\\w+)")),
            "UPDATE",
                    List.of(
                            Pattern.compile("\\bUPDATE (?:ONLY )?(\\w+)(?: \\w+)? SET\\b"),
                            Pattern.compile("\\bINSERT INTO (\\w+)(?:(?!INSERT INTO|DO NOTHING).)*?DO UPDATE")));

    /** By others than our own SQL. */
    private static final Map<String, Set<String>> OTHERWISE = Map.ofEntries(
            // JPA changes its entities
            Map.entry("team", Set.of("INSERT", "UPDATE")),
            Map.entry("member", Set.of("INSERT", "UPDATE")),
            // A trigger
            Map.entry("audit_unlinked", Set.of("INSERT")),
            Map.entry("webhook_delivery", Set.of("INSERT")),
            Map.entry("mail_item", Set.of("INSERT")),
            // The server's batch
            Map.entry("jbatchcheckpointdata", Set.of("INSERT", "UPDATE", "DELETE")),
            Map.entry("jbatchjobinstancedata", Set.of("INSERT", "UPDATE", "DELETE")),
            Map.entry("jbatchexecutioninstancedata", Set.of("INSERT", "UPDATE", "DELETE")),
            Map.entry("jbatchstepexecutioninstancedata", Set.of("INSERT", "UPDATE", "DELETE")),
            Map.entry("jbatchjobstatus", Set.of("INSERT", "UPDATE", "DELETE")),
            Map.entry("jbatchstepstatus", Set.of("INSERT", "UPDATE", "DELETE")));

    @Test
    void theApplicationMayDoWhatItDoesAndNoMore() {
        Map<String, Set<String>> needed = new TreeMap<>(Map.of("flyway_schema_history", Set.of()));
        tables().forEach(table -> needed.put(table, new TreeSet<>(OTHERWISE.getOrDefault(table, Set.of()))));
        for (String sql : statements()) {
            NEEDED.forEach((privilege, patterns) -> patterns.stream()
                    .flatMap(pattern -> pattern.matcher(sql).results())
                    .map(found -> found.group(1))
                    .filter(needed::containsKey)
                    .forEach(table -> needed.get(table).add(privilege)));
        }
        needed.values().removeIf(Set.of("INSERT")::equals); // what is not listed has it

        assertThat(granted()).isEqualTo(needed);
    }

    private static Set<String> tables() {
        return Source.below(".sql", Path.of("sql")).stream()
                .filter(source -> source.path().getFileName().toString().startsWith("V"))
                .flatMap(source -> TABLE.matcher(text(source)).results())
                .map(found -> found.group(1))
                .filter(name -> !name.endsWith("_")) // a partition, whose name is put together
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The SQL of each class and of each file of functions, in a line; entities are added by JPA. */
    private static List<String> statements() {
        List<String> all = Source.below(".sql", Path.of("sql")).stream()
                .filter(source -> source.path().getFileName().toString().startsWith("R__"))
                .map(PrivilegesTest::text)
                .collect(Collectors.toList());
        for (Source source : Source.below(".java", Source.MAIN)) {
            String text = text(source);
            String strings =
                    STRINGS.matcher(text).results().map(MatchResult::group).collect(Collectors.joining(" "));
            all.add(strings.replaceAll("\"\\s+\"", " "));
            ENTITY.matcher(text).results().forEach(found -> all.add("INSERT INTO " + found.group(1)));
        }
        return all.stream().map(sql -> sql.replaceAll("\\s+", " ")).toList();
    }

    private static String text(Source source) {
        return source.lines().stream()
                .filter(line -> !line.strip().matches("(--|//|/?\\*).*"))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Set<String>> granted() {
        Map<String, Set<String>> granted = new TreeMap<>();
        LISTED.matcher(text(Source.read(LIST))).results().forEach(found -> {
            Set<String> privileges = new TreeSet<>(List.of(found.group(2).split(", ")));
            privileges.remove("SELECT");
            granted.put(found.group(1), privileges);
        });
        return granted;
    }
}

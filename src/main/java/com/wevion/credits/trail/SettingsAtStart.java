package com.wevion.credits.trail;

import com.wevion.credits.platform.Hashes;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Retried;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/**
 * Records at a start the settings that are others than those of the last start, of whatever server that was. The lines together are the
 * record of what counted when, so nothing else is kept.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class SettingsAtStart {
    private static final Logger LOG = Logger.getLogger(SettingsAtStart.class.getName());
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('settings at start', 0))";
    private static final String RECORDED = """
            SELECT setting.key, setting.value
              FROM audit_line l CROSS JOIN LATERAL json_each_text(l.content -> 'after') AS setting
             WHERE l.action = 'SETTINGS_AT_START' ORDER BY l.id""";

    private record Setting(String name, String value) {}

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Config config;

    @Inject
    Clock clock;

    @PostConstruct
    void record() {
        try {
            record(
                    Sql.on(dataSource),
                    clock.instant(),
                    EffectiveSettings.of(name -> config.getOptionalValue(name, String.class)));
        } catch (DatabaseFailure e) { // a database that only can be read is no reason not to start
            Retried.log(LOG, "The settings of this start are not in the audit log", e);
        }
    }

    /** Records what differs; of several servers that start together, one does. */
    static void record(Sql database, Instant now, EffectiveSettings settings) {
        database.together(sql -> {
            sql.list(LOCK, row -> true);
            Map<String, String> former = recorded(sql);
            Map<String, String> present = present(former, settings);
            Map<String, String> before = new HashMap<>();
            Map<String, String> after = new HashMap<>();
            for (String name : names(former, present)) {
                if (!present.getOrDefault(name, "").equals(former.getOrDefault(name, ""))
                        || former.containsKey(name) != present.containsKey(name)) {
                    before.put(name, former.get(name));
                    after.put(name, present.get(name));
                }
            }
            AuditEvent event = AuditEvent.of(
                    AuditAction.SETTINGS_AT_START,
                    "settings",
                    Hashes.of(present.toString()),
                    former.isEmpty() ? null : before,
                    after);
            if (!after.isEmpty()) {
                Author.PLATFORM.record(sql, now, event);
            }
            return present;
        });
    }

    private static Iterable<String> names(Map<String, String> former, Map<String, String> present) {
        Map<String, String> all = new TreeMap<>(former);
        all.putAll(present);
        return all.keySet();
    }

    private static Map<String, String> recorded(Sql sql) {
        Map<String, String> settings = new TreeMap<>();
        for (Setting setting : sql.list(RECORDED, row -> new Setting(row.getString("key"), row.getString("value")))) {
            if (setting.value == null) {
                settings.remove(setting.name);
            } else {
                settings.put(setting.name, setting.value);
            }
        }
        return settings;
    }

    /** As they are recorded: a secret by its fingerprint, the recorded one if that is of the same secret. */
    private static Map<String, String> present(Map<String, String> former, EffectiveSettings settings) {
        Map<String, String> present = new TreeMap<>(settings.values());
        settings.secrets().forEach((name, secret) -> {
            String print = former.getOrDefault(name, "");
            present.put(name, SecretPrint.isOf(print, secret) ? print : SecretPrint.of(secret));
        });
        return present;
    }
}

package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.wevion.credits.dev.Settings;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The files that keep a server running: they fit Kubernetes' schema, and the settings that they are about. */
class DeploymentFilesTest {
    private interface Schema {
        void validate(JsonElement object) throws IOException;
    }

    private static final Path CONFIG = Path.of("server-config");
    private static final Path MANIFESTS = CONFIG.resolve("kubernetes/credits.yaml");
    private static final Map<String, Schema> SCHEMAS = Map.of(
            "Deployment", V1Deployment::validateJsonElement,
            "Service", V1Service::validateJsonElement,
            "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement);
    private static final Pattern VARIABLE = Pattern.compile("CREDITS_\\w+");
    private static final Pattern COPIED = Pattern.compile("(?m)^COPY (.+) \\S+$");
    private static final Pattern STOP_SECONDS = Pattern.compile("(?m)^TimeoutStopSec=(\\d+)$");

    private final Map<String, String> listed = Settings.listed(Path.of("").toAbsolutePath());

    private static List<JsonNode> manifests() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        return yaml.readerFor(JsonNode.class)
                .<JsonNode>readValues(Files.readString(MANIFESTS))
                .readAll();
    }

    private static JsonNode server() throws IOException {
        return manifests().get(0).at("/spec/template/spec/containers/0");
    }

    @Test
    void theManifestsFitTheSchema() throws IOException {
        List<JsonNode> manifests = manifests();
        assertThat(manifests)
                .extracting(object -> object.path("kind").asText())
                .containsExactlyInAnyOrderElementsOf(SCHEMAS.keySet());
        for (JsonNode object : manifests) {
            SCHEMAS.get(object.path("kind").asText()).validate(JsonParser.parseString(object.toString()));
        }
    }

    @Test
    void theSchemaRefusesWhatItDoesNotKnow() throws IOException {
        String wrong = manifests().get(0).toString().replace("\"readinessProbe\"", "\"readyProbe\"");
        assertThatThrownBy(() -> V1Deployment.validateJsonElement(JsonParser.parseString(wrong)))
                .hasMessageContaining("readyProbe");
    }

    @Test
    void probesAskThePortOfTheManagementAtThePodsOwnAddress() throws IOException {
        JsonNode server = server();
        Map<String, String> ports = StreamSupport.stream(server.path("ports").spliterator(), false)
                .collect(Collectors.toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("containerPort").asText()));
        assertThat(ports)
                .isEqualTo(Map.of(
                        "http", listed.get("credits.http.port"), "management", listed.get("credits.management.port")));
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(server.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
        }
        assertThat(server.at("/env"))
                .anySatisfy(variable -> assertThat(variable.toString())
                        .contains("CREDITS_MANAGEMENT_HOST")
                        .contains("status.podIP"));
    }

    @Test
    void aServerHasTimeToStop() throws IOException {
        int needed = Integer.parseInt(listed.get("credits.stop.notice.millis")) / 1_000
                + Integer.parseInt(listed.get("credits.stop.drain.seconds"));
        Matcher unit = STOP_SECONDS.matcher(Files.readString(CONFIG.resolve("systemd/credits.service")));
        assertThat(unit.find()).isTrue();
        assertThat(Integer.parseInt(unit.group(1))).isGreaterThan(needed);
        assertThat(manifests()
                        .get(0)
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThan(needed);
    }

    @Test
    void theySetOnlySettingsThatExist() throws IOException {
        Set<String> known =
                listed.keySet().stream().map(Settings::environmentName).collect(Collectors.toSet());
        for (String file : List.of("kubernetes/credits.yaml", "systemd/credits.service", "container/Containerfile")) {
            assertThat(VARIABLE.matcher(Files.readString(CONFIG.resolve(file)))
                            .results()
                            .map(found -> found.group())
                            .toList())
                    .as(file)
                    .allMatch(known::contains);
        }
    }

    @Test
    void aServerMayWriteOnlyIntoItsFolder() throws IOException {
        JsonNode server = server();
        assertThat(server.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(manifests()
                        .get(0)
                        .at("/spec/template/spec/securityContext/runAsNonRoot")
                        .asBoolean())
                .isTrue();
        assertThat(server.at("/volumeMounts").findValuesAsText("mountPath"))
                .contains(listed.get("credits.server.folder"));
    }

    @Test
    void theImageHasWhatTheBuildMakes() throws IOException {
        List<String> copied = COPIED.matcher(Files.readString(CONFIG.resolve("container/Containerfile")))
                .results()
                .flatMap(found -> List.of(found.group(1).split(" ")).stream())
                .toList();
        assertThat(copied)
                .containsExactlyInAnyOrder(
                        "target/server/payara-micro.jar",
                        "target/artemis.rar",
                        "target/server/lib",
                        "server-config/payara-micro",
                        "target/credits.war");
    }
}

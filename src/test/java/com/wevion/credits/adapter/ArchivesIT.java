package com.wevion.credits.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contents of both archives. */
class ArchivesIT {
    private static final Pattern JAR = Pattern.compile("([a-z0-9-]+?)-(\\d[\\w.]*)\\.jar");
    /** As in: (Apache-2.0) Gson (com.google.code.gson:gson:2.13.2 - address). */
    private static final Pattern LICENSED =
            Pattern.compile(" +\\(.+?\\) .*\\(([\\w.-]+):([\\w.-]+):([\\w.-]+) - .*\\)");

    private static final String NETTY = "4.1.140.Final";

    @Test
    void theAdapterHasEachLibraryOnceInAVersionWithoutKnownHoles() throws IOException {
        List<String> names = entries("target/artemis.rar");
        Map<String, String> versions = new TreeMap<>();
        for (String name : names) {
            Matcher jar = JAR.matcher(name);
            if (jar.matches()) {
                assertThat(versions.put(jar.group(1), jar.group(2))).as(name).isNull();
            }
        }
        assertThat(names).contains("META-INF/ra.xml", "credits-adapter.jar");
        assertThat(versions).containsEntry("artemis-jakarta-ra", "2.53.0"); // the newest there is, see pom.xml
        assertThat(versions).containsKey("netty-handler").doesNotContainKeys("jgroups", "slf4j-api", "slf4j-jdk14");
        versions.forEach((name, version) -> {
            if (name.startsWith("netty-")) {
                assertThat(version).as(name).isEqualTo(NETTY);
            }
            if (name.startsWith("artemis-") && !name.equals("artemis-jakarta-ra")) {
                assertThat(version)
                        .as(name)
                        .usingComparator(Comparator.<String>naturalOrder())
                        .isGreaterThanOrEqualTo(name.startsWith("artemis-jakarta-") ? "2.56.0" : "2.57.0");
            }
        });
    }

    @Test
    void theApplicationHasNothingOfTheAdapter() throws IOException {
        assertThat(entries("target/credits.war"))
                .noneMatch(name -> name.contains("/adapter/"))
                .noneMatch(name -> name.matches(".*/lib/(artemis|netty|slf4j-jdk14|eclipselink|org\\.eclipse).*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"target/credits.war", "target/artemis.rar"})
    void namesTheLicenceOfEachLibraryOfOthers(String archive) throws IOException {
        List<String> licences = lines(archive, "META-INF/THIRD-PARTY.txt");
        List<String> libraries = entries(archive).stream()
                .filter(name -> name.endsWith(".jar") && !name.equals("credits-adapter.jar"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1, name.length() - ".jar".length()))
                .toList();
        assertThat(libraries)
                .isNotEmpty()
                .allSatisfy(library -> assertThat(licences)
                        .filteredOn(
                                line -> library.equals(LICENSED.matcher(line).replaceFirst("$2-$3")))
                        .as(library)
                        .singleElement()
                        .asString()
                        .matches(" +\\((Apache-2\\.0|MIT)\\) .*"));
        // Swagger UI is packed as files beside the pages, with its notices.
        boolean hasSwaggerUi = entries(archive).contains("swagger-ui/swagger-ui-bundle.js");
        assertThat(licences.stream().filter(line -> LICENSED.matcher(line).matches()))
                .hasSize(libraries.size() + (hasSwaggerUi ? 1 : 0));
    }

    private static List<String> lines(String archive, String name) throws IOException {
        try (ZipFile zip = new ZipFile(Path.of(archive).toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> entries(String archive) throws IOException {
        try (ZipFile zip = new ZipFile(Path.of(archive).toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}

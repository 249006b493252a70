import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Makes the bill of materials of each archive out of the whole project's: the components whose jar is in the archive, by their SHA-256. A jar
 * that is no component fails the build. {@code java SplitSbom.java all.json ARCHIVE…} writes {@code ARCHIVE.cdx.json} beside {@code all.json}.
 */
public class SplitSbom {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The classes that are our own. */
    private static final String OURS = "credits-adapter.jar";

    public static void main(String[] arguments) throws IOException {
        Path all = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            Path archive = Path.of(arguments[i]);
            ObjectNode part = split((ObjectNode) JSON.readTree(all.toFile()), archive);
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(
                            all.resolveSibling(archive.getFileName() + ".cdx.json")
                                    .toFile(),
                            part);
        }
        Files.delete(all);
    }

    private static ObjectNode split(ObjectNode bom, Path archive) throws IOException {
        Map<String, String> jars = jars(archive);
        Set<String> kept = new HashSet<>();
        ObjectNode itself = (ObjectNode) bom.at("/metadata/component");
        kept.add(itself.path("bom-ref").asText());
        ArrayNode components = JSON.createArrayNode();
        for (JsonNode component : bom.path("components")) {
            if (jars.remove(sha256(component)) != null) {
                components.add(component);
                kept.add(component.path("bom-ref").asText());
            }
        }
        if (!jars.isEmpty()) {
            throw new IllegalStateException("No component of the project is in " + archive + " as " + jars.values());
        }
        ArrayNode dependencies = JSON.createArrayNode();
        for (JsonNode dependency : bom.path("dependencies")) {
            if (kept.contains(dependency.path("ref").asText())) {
                ArrayNode on = JSON.createArrayNode();
                dependency.path("dependsOn").forEach(ref -> {
                    if (kept.contains(ref.asText())) {
                        on.add(ref);
                    }
                });
                dependencies.add(((ObjectNode) dependency).set("dependsOn", on));
            }
        }
        itself.put("name", archive.getFileName().toString());
        bom.remove("serialNumber"); // of the whole
        bom.set("components", components);
        bom.set("dependencies", dependencies);
        return bom;
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "";
    }

    /** The names of the jars in an archive, by their SHA-256. */
    private static Map<String, String> jars(Path archive) throws IOException {
        Map<String, String> jars = new TreeMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().endsWith(".jar") && !entry.getName().equals(OURS)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        jars.put(
                                HexFormat.of()
                                        .formatHex(MessageDigest.getInstance("SHA-256")
                                                .digest(in.readAllBytes())),
                                entry.getName());
                    } catch (NoSuchAlgorithmException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return jars;
    }
}

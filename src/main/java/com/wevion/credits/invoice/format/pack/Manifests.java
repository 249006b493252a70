package com.wevion.credits.invoice.format.pack;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.invoice.format.FileRefused;
import com.wevion.credits.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts that an export says it has: {@code dataFiles} of AWS Data Exports, {@code reportKeys} of its older reports, {@code blobs}
 * of Azure Cost Management. They are known by their names without folders, as the zip may have others, and without {@code .gz}, as
 * they may have been unpacked.
 */
final class Manifests {
    private static final Pattern NAME = Pattern.compile("(?i)(?:.*[-_])?manifest\\.json");
    private static final int MAX_BYTES = 4 << 20;

    /** Names of parts, and how often they occur: parts in several folders may have one name. */
    private final Map<String, Integer> named = new HashMap<>();

    static boolean isOne(String name) {
        return NAME.matcher(base(name)).matches();
    }

    private static String base(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private void name(String path) {
        named.merge(part(path), 1, Integer::sum);
    }

    private static String part(String name) {
        return base(name).replaceFirst("(?i)\\.gz$", "");
    }

    /**
     * Takes note of what a manifest names.
     *
     * @throws FileRefused if it names nothing
     */
    void add(String name, InputStream manifest) throws IOException {
        JsonNode tree = tree(name, manifest.readNBytes(MAX_BYTES));
        boolean any = false;
        for (String list : new String[] {"dataFiles", "reportKeys", "blobs"}) {
            for (JsonNode file : tree.path(list)) {
                name(file.path("blobName").asText(file.asText()));
                any = true;
            }
        }
        if (!any) {
            throw new FileRefused(
                    name + ": the manifest has no dataFiles, reportKeys or blobs; leave it out if it is of"
                            + " something else");
        }
    }

    private static JsonNode tree(String name, byte... json) throws IOException {
        try {
            return Json.mapper().readTree(json);
        } catch (JacksonException e) {
            throw new FileRefused(name + ": the manifest is not JSON that can be read");
        }
    }

    /**
     * Compares the parts that are there with those that are named, if there is a manifest.
     *
     * @throws FileRefused if one is missing or too many
     */
    void check(Collection<String> parts) {
        if (named.isEmpty()) {
            return;
        }
        for (String part : parts) {
            if (named.merge(part(part), -1, Integer::sum) < 0) {
                throw new FileRefused("the manifest does not name " + part + "; is it of another export?");
            }
        }
        named.forEach((part, times) -> {
            if (times > 0) {
                throw new FileRefused("the manifest names " + EntryName.shown(part) + ", which is not in the zip");
            }
        });
    }
}

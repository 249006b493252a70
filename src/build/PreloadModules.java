import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pages as they are packed: each names all modules that it begins with, so that the browser fetches them at once instead of
 * one after the other.
 */
class PreloadModules {
    private static final String MARKER = "<!-- modulepreload: the build lists the modules here -->";
    private static final Pattern ENTRY = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"></script>");
    private static final Pattern IMPORT =
            Pattern.compile("^(?:import|export)\\s(?:[^;'\"]*\\sfrom\\s+)?'([^']+)'", Pattern.MULTILINE);

    private final Path folder;

    private PreloadModules(Path folder) {
        this.folder = folder;
    }

    /** @param arguments the folder of the sources, the folder for the pages */
    public static void main(String[] arguments) throws IOException {
        PreloadModules modules = new PreloadModules(Path.of(arguments[0]));
        for (Path page : modules.pages()) {
            Path written = Path.of(arguments[1]).resolve(modules.folder.relativize(page));
            Files.createDirectories(written.getParent());
            Files.writeString(written, modules.listed(page));
        }
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    /** A page with its modules in the place of the marker. */
    private String listed(Path page) throws IOException {
        String text = Files.readString(page);
        Matcher entry = ENTRY.matcher(text);
        if (!entry.find() || !text.contains(MARKER)) {
            throw new IllegalStateException(page + " needs one module and the line " + MARKER);
        }
        Path module = file(page, entry.group(1));
        Set<Path> modules = new TreeSet<>();
        collect(module, modules);
        modules.remove(module);
        boolean isAbsolute = entry.group(1).startsWith("/");
        return text.replace(
                MARKER,
                modules.stream()
                        .map(each -> isAbsolute
                                ? "/" + folder.relativize(each)
                                : page.getParent().relativize(each).toString())
                        .map("<link rel=\"modulepreload\" href=\"%s\" />"::formatted)
                        .collect(Collectors.joining("\n    ")));
    }

    private void collect(Path module, Set<Path> known) throws IOException {
        if (known.add(module)) {
            for (String imported : IMPORT.matcher(Files.readString(module))
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                collect(file(module, imported), known);
            }
        }
    }

    private Path file(Path from, String reference) {
        Path file = reference.startsWith("/") ? folder.resolve(reference.substring(1)) : from.resolveSibling(reference);
        return file.normalize();
    }
}

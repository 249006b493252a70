import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The format of the pages: Prettier on V8, both from Maven repositories. The build runs it: {@code check} lists the files that
 * are not formatted and fails, {@code apply} formats them.
 */
class FormatPages {
    private static final String PRETTIER = "META-INF/resources/webjars/prettier/";
    private static final List<String> PARTS =
            List.of("standalone.js", "plugins/estree.js", "plugins/acorn.js", "plugins/postcss.js", "plugins/html.js");
    private static final Map<String, String> PARSERS = Map.of("js", "acorn", "css", "css", "html", "html");
    private static final String FORMAT = """
            globalThis.formatted = globalThis.failure = null;
            prettier.format(text, {
              parser,
              plugins: Object.values(prettierPlugins),
              printWidth: 120,
              singleQuote: parser === 'acorn',
              arrowParens: 'avoid',
            }).then(done => { formatted = done; }, problem => { failure = String(problem); });
            0
            """;

    private FormatPages() {}

    /** @param arguments {@code check} or {@code apply}, Prettier's version, the folder of the pages */
    public static void main(String[] arguments) throws IOException, JavetException {
        boolean isApplied = arguments[0].equals("apply");
        List<Path> different = new ArrayList<>();
        try (V8Runtime v8 = V8Host.getV8Instance().createV8Runtime()) {
            for (String part : PARTS) {
                v8.getExecutor(resource(PRETTIER + arguments[1] + "/" + part)).executeVoid();
            }
            for (Path file : files(Path.of(arguments[2]))) {
                String text = Files.readString(file);
                String formatted = format(v8, file, text);
                if (!formatted.equals(text)) {
                    different.add(file);
                    if (isApplied) {
                        Files.writeString(file, formatted);
                    }
                }
            }
        }
        different.forEach(file -> System.out.println((isApplied ? "Formatted: " : "Not formatted: ") + file));
        if (!isApplied && !different.isEmpty()) {
            System.out.println("Run `mvn -Pformat` to format the pages.");
            System.exit(1);
        }
    }

    private static String format(V8Runtime v8, Path file, String text) throws JavetException {
        v8.getGlobalObject().set("text", text);
        v8.getGlobalObject().set("parser", PARSERS.get(extension(file)));
        v8.getExecutor(FORMAT).executeVoid();
        v8.await();
        String failure = v8.getGlobalObject().getString("failure");
        if (failure != null) {
            throw new IllegalStateException(file + ": " + failure);
        }
        return v8.getGlobalObject().getString("formatted");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> PARSERS.containsKey(extension(file)))
                    .sorted()
                    .toList();
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FormatPages.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

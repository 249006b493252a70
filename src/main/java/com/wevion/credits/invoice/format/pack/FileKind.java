package com.wevion.credits.invoice.format.pack;

import com.wevion.credits.invoice.format.FileRefused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A kind of file that is neither CSV nor JSON in UTF-8, known by its first bytes; they are matched as characters of ISO 8859-1. */
enum FileKind {
    PARQUET("Parquet", "have it exported as CSV", "PAR1"),
    ORC("ORC", "have it exported as CSV", "ORC"),
    AVRO("Avro", "have it exported as CSV", "Obj\\x01"),
    EXCEL(
            "an Excel workbook",
            "save the sheet as CSV UTF-8",
            "PK\\x03\\x04.{26}(?:\\[Content_Types\\]\\.xml|xl/|_rels/|docProps/)"),
    OPEN_DOCUMENT(
            "an OpenDocument file",
            "save the sheet as CSV in UTF-8",
            "PK\\x03\\x04.{26}mimetypeapplication/vnd\\.oasis"),
    OLD_EXCEL("an old Excel workbook", "save the sheet as CSV UTF-8", "\\xD0\\xCF\\x11\\xE0"),
    PDF("a PDF", "export the data as CSV", "%PDF"),
    RTF("a text document", "save it as plain text in UTF-8", "\\{\\\\rtf"),
    ZIP("a zip archive within another archive", "send it by itself", "PK(?:\\x03\\x04|\\x05\\x06|\\x07\\x08)"),
    GZIP("packed with gzip twice", "pack it once", "\\x1F\\x8B"),
    SEVEN_ZIP("a 7z archive", "pack it as zip or with gzip", "7z\\xBC\\xAF"),
    RAR("a RAR archive", "pack it as zip or with gzip", "Rar!"),
    TAR("a tar archive", "pack it as zip, or the file alone with gzip", ".{257}ustar"),
    BZIP2("packed with bzip2", "pack it as zip or with gzip", "BZh[1-9]"),
    XZ("packed with xz", "pack it as zip or with gzip", "\\xFD7zXZ"),
    ZSTD("packed with zstd", "pack it as zip or with gzip", "\\x28\\xB5\\x2F\\xFD"),
    UTF_16(
            "in UTF-16",
            "save it as UTF-8",
            "\\xFF\\xFE|\\xFE\\xFF|[^\\x00]\\x00[^\\x00]\\x00|\\x00[^\\x00]\\x00[^\\x00]"),
    WEB_PAGE(
            "a web page",
            "perhaps the one to sign in; download the file itself",
            "(?i)(?:\\xEF\\xBB\\xBF)?\\s*(?:<\\?xml[^>]*>\\s*)?<(?:!doctype html|html|head|body)\\b"),
    XML("XML", "export it as CSV or JSON, as its format needs", "(?:\\xEF\\xBB\\xBF)?\\s*<[?!A-Za-z]");

    /** Bytes that are looked at. */
    private static final int LOOK = 512;

    private final String name;
    private final String remedy;
    private final Pattern beginning;

    FileKind(String name, String remedy, String beginning) {
        this.name = name;
        this.remedy = remedy;
        this.beginning = Pattern.compile(beginning, Pattern.DOTALL);
    }

    /**
     * The kind of a file; null for what may be text in UTF-8.
     *
     * @param file with a mark; it stays where it is
     */
    static FileKind of(InputStream file) throws IOException {
        String look = Unpacked.look(file, LOOK);
        return Arrays.stream(values())
                .filter(kind -> kind.beginning.matcher(look).lookingAt())
                .findFirst()
                .orElse(null);
    }

    /** The refusal that names the kind and what to do. */
    FileRefused refusal() {
        return new FileRefused("the file is " + name + "; " + remedy);
    }
}

package com.wevion.credits.invoice.format.pack;

import com.wevion.credits.invoice.format.FileRefused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A kind of file that is neither CSV nor JSON, known by its first bytes. */
enum FileKind {
    PARQUET("Parquet", "have it exported as CSV", bytes("PAR1")),
    ORC("ORC", "have it exported as CSV", bytes("ORC")),
    AVRO("Avro", "have it exported as CSV", bytes("Obj\1")),
    OLD_EXCEL("an old Excel workbook", "save the sheet as CSV UTF-8", of(0xD0, 0xCF, 0x11, 0xE0)),
    PDF("a PDF", "it is for people; export the data as CSV", bytes("%PDF")),
    RTF("a text document", "save it as plain text in UTF-8", bytes("{\\rtf")),
    SEVEN_ZIP("a 7z archive", "pack it as zip or with gzip", of('7', 'z', 0xBC, 0xAF)),
    RAR("a RAR archive", "pack it as zip or with gzip", bytes("Rar!")),
    BZIP2("packed with bzip2", "pack it as zip or with gzip", bytes("BZh")),
    XZ("packed with xz", "pack it as zip or with gzip", of(0xFD, '7', 'z', 'X', 'Z')),
    ZSTD("packed with zstd", "pack it as zip or with gzip", of(0x28, 0xB5, 0x2F, 0xFD)),
    SQLITE("a database of SQLite", "export the table as CSV", bytes("SQLite format 3")),
    UTF_16("in UTF-16", "save it as UTF-8", of(0xFF, 0xFE)),
    UTF_16_BIG("in UTF-16", "save it as UTF-8", of(0xFE, 0xFF)),
    TAR("a tar archive", "pack it as zip, or the file alone with gzip"),
    WEB_PAGE("a web page", "perhaps the one to sign in; download the file itself"),
    XML("XML", "export it as CSV or JSON, as its format needs");

    /** Bytes that are looked at. */
    static final int LOOK = 512;

    private static final int TAR_MARK = 257;

    private final String name;
    private final String remedy;
    private final byte[] beginning;

    FileKind(String name, String remedy, byte... beginning) {
        this.name = name;
        this.remedy = remedy;
        this.beginning = beginning;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] of(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }

    /**
     * Nothing, for what may be text in UTF-8.
     *
     * @param look the first bytes of a file
     * @throws FileRefused naming what it is and what to do
     */
    static void refuse(byte... look) {
        for (FileKind kind : values()) {
            if (kind.is(look)) {
                throw new FileRefused("the file is " + kind.name + "; " + kind.remedy);
            }
        }
    }

    private boolean is(byte... look) {
        return switch (this) {
            case TAR -> begins(look, TAR_MARK, bytes("ustar"));
            case WEB_PAGE -> markup(look).matches("(?s)<(!doctype html|html|head|body)\\b.*");
            case XML -> markup(look).matches("(?s)<(\\?xml|!|[a-z]).*");
            case UTF_16 -> begins(look, 0, beginning) || zeros(look, 1);
            case UTF_16_BIG -> begins(look, 0, beginning) || zeros(look, 0);
            default -> begins(look, 0, beginning);
        };
    }

    private static boolean begins(byte[] look, int from, byte... with) {
        return look.length >= from + with.length && Arrays.equals(look, from, from + with.length, with, 0, with.length);
    }

    /** True if of each pair of the first four bytes this one is zero and the other is not. */
    private static boolean zeros(byte[] look, int which) {
        return look.length >= 4
                && look[which] == 0
                && look[which + 2] == 0
                && look[1 - which] != 0
                && look[3 - which] != 0;
    }

    /** The text without what may stand before a tag, in small letters. */
    private static String markup(byte... look) {
        String text = new String(look, StandardCharsets.ISO_8859_1);
        return text.replaceFirst("(?s)^\\xEF\\xBB\\xBF", "")
                .strip()
                .replaceFirst("(?s)^(<\\?xml[^>]*>\\s*(?=<!doctype html|<html))?", "")
                .toLowerCase(Locale.ROOT);
    }
}

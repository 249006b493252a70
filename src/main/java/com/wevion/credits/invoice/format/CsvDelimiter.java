package com.wevion.credits.invoice.format;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The character that parts the columns of a CSV file.
 *
 * @param bytes before the header, of the line in which Excel says it
 * @param lines of which these bytes are
 */
record CsvDelimiter(byte delimiter, int bytes, int lines) {
    private static final String KNOWN = ",;\t|";
    private static final Pattern SAYING = Pattern.compile("(?i)\"?sep=([^\r\n])\"?[,;\t|]*(?:\r\n?|\n)");
    private static final int LONGEST_SAYING = 100;

    /** True if there is a line end among these bytes. */
    static boolean isLine(byte[] file, int length) {
        for (int index = 0; index < length; index++) {
            if (file[index] == '\n' || file[index] == '\r' && index + 1 < length) {
                return true;
            }
        }
        return false;
    }

    /**
     * The delimiter of a file that begins with these bytes.
     *
     * @throws FileRefused if it says one that is not known
     */
    static CsvDelimiter of(byte[] file, int length) {
        String beginning = new String(file, 0, Math.min(length, LONGEST_SAYING), StandardCharsets.ISO_8859_1);
        Matcher saying = SAYING.matcher(beginning);
        if (!saying.lookingAt()) {
            return new CsvDelimiter(onlyOneOf(file, length), 0, 0);
        }
        char said = saying.group(1).charAt(0);
        if (KNOWN.indexOf(said) < 0) {
            throw new FileRefused("line 1: the columns are to be parted by comma, semicolon, tab or bar");
        }
        return new CsvDelimiter((byte) said, saying.end(), 1);
    }

    /** The one of the delimiters that the first line has outside of quotes; a comma if it has several, or none. */
    private static byte onlyOneOf(byte[] file, int length) {
        boolean quoted = false;
        byte found = ',';
        for (int index = 0; index < length && file[index] != '\n' && file[index] != '\r'; index++) {
            byte each = file[index];
            if (each == '"') {
                quoted = !quoted;
            } else if (!quoted && KNOWN.indexOf(each) >= 0 && each != found) {
                if (each == ',' || found != ',') {
                    return ',';
                }
                found = each;
            }
        }
        return found;
    }
}

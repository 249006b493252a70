import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies the proof of an audit log by itself, without AI Credits and without a library:
 * {@code java VerifyAuditLog.java audit-log-proof.ndjson public-key.pem}. It says what was verified and ends with 0, or says the first
 * thing that differs and ends with 1.
 */
public class VerifyAuditLog {
    private static final String ZEROS = "00".repeat(32);
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(?:null|\"((?:[^\"\\\\]|\\\\.)*+)\")[,}]");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private final Map<String, PublicKey> keys = new HashMap<>();
    private long lineNumber;
    private long lines;
    private long coveredLines;
    private long checkpoints;
    private String hash = ZEROS;
    private String digest = ZEROS;
    private boolean signed;

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("java VerifyAuditLog.java audit-log-proof.ndjson public-key.pem");
            System.exit(2);
        }
        VerifyAuditLog verification = new VerifyAuditLog();
        try {
            verification.readKeys(Files.readString(Path.of(arguments[1])));
            verification.readProof(Path.of(arguments[0]));
        } catch (Differs e) {
            System.out.println("differs: line " + verification.lineNumber + ": " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            System.out.println("differs: line " + verification.lineNumber + ": it is not part of a proof: " + e);
            System.exit(1);
        }
        System.out.printf("verified: %d checkpoints, %d lines%n", verification.checkpoints, verification.lines);
    }

    private void readKeys(String pem) throws GeneralSecurityException {
        Matcher key = Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----").matcher(pem);
        while (key.find()) {
            byte[] der = Base64.getMimeDecoder().decode(key.group(1));
            keys.put(hex(sha256().digest(der)), KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
        }
        must(!keys.isEmpty(), "there is no public key");
    }

    private void readProof(Path file) throws Exception {
        boolean ended = false;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                lineNumber++;
                must(!ended, "there is something after the end");
                Map<String, String> fields = fields(text);
                switch (String.valueOf(fields.get("line"))) {
                    case "audit" -> line(fields);
                    case "auditCheckpoint" -> checkpoint(fields);
                    case "end" -> {
                        must(checkpoints == Long.parseLong(fields.get("checkpoints")), "checkpoints are missing");
                        must(lines == coveredLines, "the last lines have no checkpoint");
                        must(signed, "the last checkpoint is not signed");
                        ended = true;
                    }
                    default -> throw new Differs("it is not a line of a proof");
                }
            }
        }
        must(ended, "the end of the proof is missing");
    }

    /** Its hash is that of the hash before and itself. */
    private void line(Map<String, String> fields) throws GeneralSecurityException {
        long sequence = Long.parseLong(fields.get("sequence"));
        must(sequence == lines + 1, "line " + sequence + " comes where " + (lines + 1) + " is expected");
        MessageDigest sha = sha256();
        sha.update(HexFormat.of().parseHex(hash));
        String made = hex(sha.digest((sequence + "|" + fields.get("content")).getBytes(StandardCharsets.UTF_8)));
        must(made.equals(fields.get("hash")), "the hash of line " + sequence + " differs");
        hash = made;
        lines++;
    }

    /** It follows the one before, has the line before it, and its signature is that of its digest. */
    private void checkpoint(Map<String, String> fields) throws GeneralSecurityException {
        String day = fields.get("day");
        must(digest.equals(fields.get("previous")), "the checkpoint " + day + " does not follow the one before");
        must(Long.parseLong(fields.get("sequence")) == lines && hash.equals(fields.get("hash")),
                "the checkpoint " + day + " has another line");
        String text = String.join("|", "audit", day, fields.get("checkpoint"), digest, fields.get("sequence"), hash) + "\n";
        digest = hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        must(digest.equals(fields.get("digest")), "the digest of the checkpoint " + day + " differs");
        signed = fields.get("signature") != null;
        if (signed) {
            PublicKey key = keys.get(fields.get("keyId"));
            must(key != null, "the checkpoint " + day + " is signed by another key");
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(("AI Credits audit checkpoint " + day + " " + digest).getBytes(StandardCharsets.US_ASCII));
            must(verifies(signature, fields.get("signature")), "the signature of the checkpoint " + day + " is wrong");
        }
        coveredLines = lines;
        checkpoints++;
    }

    private static boolean verifies(Signature signature, String signed) {
        try {
            return signature.verify(HexFormat.of().parseHex(signed));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The fields of a JSON object whose values are texts or null: nothing else is in a proof. */
    private static Map<String, String> fields(String json) {
        must(json.startsWith("{"), "the line is not a JSON object of texts");
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(json);
        int end = 1;
        while (end < json.length()) {
            must(field.find(end) && field.start() == end, "the line is not a JSON object of texts");
            must(!fields.containsKey(field.group(1)), field.group(1) + " is there twice");
            fields.put(field.group(1), field.group(2) == null ? null : plain(field.group(2)));
            end = field.end();
        }
        must(json.endsWith("}"), "the line is not a JSON object of texts");
        return fields;
    }

    private static String plain(String escaped) {
        return ESCAPED.matcher(escaped).replaceAll(found -> Matcher.quoteReplacement(found.group(1) != null
                ? String.valueOf((char) Integer.parseInt(found.group(1), 16))
                : switch (found.group(2)) {
                    case "n" -> "\n";
                    case "t" -> "\t";
                    case "r" -> "\r";
                    case "b" -> "\b";
                    case "f" -> "\f";
                    default -> found.group(2);
                }));
    }

    private static MessageDigest sha256() throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new Differs(otherwise);
        }
    }

    private static class Differs extends RuntimeException {
        Differs(String message) {
            super(message);
        }
    }
}

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
 * Verifies an export of checkpoints by itself, without AI Credits and without a library:
 * {@code java VerifyExport.java export.ndjson public-key.pem}. It says what was verified and ends with 0, or says the
 * first thing that differs and ends with 1. Memory grows with the number of accounts, not with that of entries.
 */
public class VerifyExport {
    private static final String ZEROS = "00".repeat(32);

    /** Where the history of an account stands. */
    private record Head(long sequence, long balance, String hash) {}

    private final Map<String, PublicKey> keys = new HashMap<>();
    private final Map<String, Head> accounts = new HashMap<>();
    private long lineNumber;
    private long entries;
    private long checkpoints;
    private boolean signed;
    private boolean fromTheBeginning;
    private Map<String, String> before; // the checkpoint before the present one
    private Map<String, String> checkpoint;
    private MessageDigest digest;
    private long headsOfCheckpoint;
    private long entriesOfCheckpoint;
    private long lastAccount;
    private Map<String, String> head;
    private Head at; // how far the entries have come towards the head

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("java VerifyExport.java export.ndjson public-key.pem");
            System.exit(2);
        }
        VerifyExport verification = new VerifyExport();
        try {
            verification.readKeys(Files.readString(Path.of(arguments[1])));
            verification.readExport(Path.of(arguments[0]));
        } catch (Differs e) {
            System.out.println("differs: line " + verification.lineNumber + ": " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            System.out.println("differs: line " + verification.lineNumber + ": it is not part of an export: " + e);
            System.exit(1);
        }
        System.out.printf("verified: %d checkpoints, %d accounts, %d entries%n",
                verification.checkpoints, verification.accounts.size(), verification.entries);
        if (!verification.fromTheBeginning) {
            System.out.println("The export does not begin with the first checkpoint; it has nothing from before.");
        }
    }

    private void readKeys(String pem) throws GeneralSecurityException {
        Matcher key = Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----").matcher(pem);
        while (key.find()) {
            byte[] der = Base64.getMimeDecoder().decode(key.group(1));
            keys.put(hex(sha256().digest(der)), KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
        }
        must(!keys.isEmpty(), "there is no public key");
    }

    private void readExport(Path file) throws Exception {
        boolean ended = false;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                lineNumber++;
                must(!ended, "there is something after the end");
                Map<String, String> line = new Line(text).read();
                switch (line.get("line")) {
                    case "checkpoint" -> beginCheckpoint(line);
                    case "head" -> beginHead(line);
                    case "entry" -> entry(line);
                    case "end" -> {
                        endCheckpoint();
                        must(checkpoints == number(line, "checkpoints"), "checkpoints are missing");
                        must(signed, "the last checkpoint is not signed");
                        ended = true;
                    }
                    default -> throw new Differs("it is not a line of an export");
                }
            }
        }
        must(ended, "the end of the export is missing");
    }

    private void beginCheckpoint(Map<String, String> line) throws GeneralSecurityException {
        endCheckpoint();
        if (before == null) {
            fromTheBeginning = line.get("previous").equals(ZEROS);
        } else {
            must(line.get("previous").equals(before.get("digest")), "the checkpoint does not follow the one before");
            must(line.get("day").compareTo(before.get("day")) > 0, "the checkpoint's day is not after the one before");
        }
        checkpoint = line;
        digest = sha256();
        headsOfCheckpoint = 0;
        entriesOfCheckpoint = 0;
        lastAccount = Long.MIN_VALUE;
    }

    /** Its digest is that of its heads and itself, and its signature is that of its digest. */
    private void endCheckpoint() throws GeneralSecurityException {
        endHead();
        if (checkpoint == null) {
            return;
        }
        String day = checkpoint.get("day");
        must(headsOfCheckpoint == number(checkpoint, "accounts"), "accounts of the checkpoint " + day + " are missing");
        if (before != null || fromTheBeginning) {
            long earlier = before == null ? 0 : number(before, "entries");
            must(number(checkpoint, "entries") == earlier + entriesOfCheckpoint,
                    "the number of entries of the checkpoint " + day + " differs");
        }
        digestLine("checkpoint", day, checkpoint.get("takenAtMicros"), checkpoint.get("previous"), checkpoint.get("accounts"),
                checkpoint.get("entries"));
        String made = hex(digest.digest());
        must(made.equals(checkpoint.get("digest")), "the digest of the checkpoint " + day + " differs");
        signed = checkpoint.get("signature") != null;
        if (signed) {
            PublicKey key = keys.get(checkpoint.get("keyId"));
            must(key != null, "the checkpoint " + day + " is signed by another key");
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(("AI Credits checkpoint " + day + " " + made).getBytes(StandardCharsets.US_ASCII));
            must(verifies(signature), "the signature of the checkpoint " + day + " is wrong");
        }
        before = checkpoint;
        checkpoint = null;
        checkpoints++;
    }

    private boolean verifies(Signature signature) {
        try {
            return signature.verify(HexFormat.of().parseHex(checkpoint.get("signature")));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void beginHead(Map<String, String> line) {
        endHead();
        must(checkpoint != null, "there is no checkpoint before it");
        long account = number(line, "accountId");
        must(account > lastAccount, "the accounts are not in order");
        lastAccount = account;
        head = line;
        headsOfCheckpoint++;
        digestLine(line.get("accountId"), line.get("teamId"), line.get("account"), line.get("previousSequence"),
                line.get("sequence"), line.get("balanceMicros"), line.get("hash"));
        long after = number(line, "previousSequence");
        Head known = accounts.get(line.get("accountId"));
        if (known == null && (after == 0 || fromTheBeginning)) {
            known = new Head(0, 0, ZEROS);
        }
        // An account's history before a later export is proved by the chain: its hash goes into that of the first entry.
        at = known == null ? new Head(after, Long.MIN_VALUE, String.valueOf(line.get("previousHash"))) : known;
        must(at.sequence == after, "account " + account + " does not continue where it was");
    }

    /** The entries have led to what the checkpoint has of the account. */
    private void endHead() {
        if (head != null) {
            String account = head.get("accountId");
            must(at.sequence == number(head, "sequence"), "account " + account + ": entry " + (at.sequence + 1) + " is missing");
            must(at.balance == number(head, "balanceMicros"), "account " + account + ": the balance is not the checkpoint's");
            must(at.hash.equals(head.get("hash")), "account " + account + ": the hash is not the checkpoint's");
            accounts.put(account, at);
            head = null;
        }
    }

    private void entry(Map<String, String> line) throws GeneralSecurityException {
        must(head != null && head.get("accountId").equals(line.get("accountId")), "the entry belongs to no head");
        long sequence = number(line, "sequence");
        String name = "account " + line.get("accountId") + ": entry " + sequence;
        must(sequence == at.sequence + 1, name + " comes where " + (at.sequence + 1) + " is expected");
        long balance = number(line, "balanceAfterMicros");
        if (at.balance != Long.MIN_VALUE) {
            must(balance == Math.addExact(at.balance, number(line, "amountMicros")), name + ": the balance differs");
        }
        StringBuilder canonical = new StringBuilder();
        for (String field : new String[] {"accountId", "sequence", "operationId", "atMicros", "type", "referenceKind",
                "amountMicros", "balanceAfterMicros", "shortfallMicros", "userId", "service", "engine", "quantity"}) {
            canonical.append(line.get(field) == null ? "" : line.get(field)).append('|');
        }
        canonical.append(line.get("explanation"));
        MessageDigest sha = sha256();
        sha.update(HexFormat.of().parseHex(at.hash));
        String made = hex(sha.digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        must(made.equals(line.get("hash")), name + ": the hash differs");
        at = new Head(sequence, balance, made);
        entries++;
        entriesOfCheckpoint++;
    }

    private void digestLine(String... parts) {
        digest.update((String.join("|", parts) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static long number(Map<String, String> line, String field) {
        return Long.parseLong(line.get(field));
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

    /** A JSON object whose values are texts or null: nothing else is in an export. */
    private static class Line {
        private final String text;
        private int position;

        Line(String text) {
            this.text = text;
        }

        Map<String, String> read() {
            Map<String, String> fields = new HashMap<>();
            expect('{');
            do {
                String name = string();
                expect(':');
                String value = null;
                if (text.startsWith("null", position)) {
                    position += 4;
                } else {
                    value = string();
                }
                must(!fields.containsKey(name), name + " is there twice");
                fields.put(name, value);
            } while (text.charAt(position++) == ',');
            position--;
            expect('}');
            must(position == text.length(), "there is something after the object");
            return fields;
        }

        private void expect(char c) {
            must(position < text.length() && text.charAt(position) == c, "the line is not a JSON object of strings");
            position++;
        }

        private String string() {
            expect('"');
            StringBuilder value = new StringBuilder();
            for (char c = text.charAt(position++); c != '"'; c = text.charAt(position++)) {
                if (c != '\\') {
                    value.append(c);
                    continue;
                }
                char escaped = text.charAt(position++);
                switch (escaped) {
                    case 'n' -> value.append('\n');
                    case 't' -> value.append('\t');
                    case 'r' -> value.append('\r');
                    case 'b' -> value.append('\b');
                    case 'f' -> value.append('\f');
                    case 'u' -> {
                        value.append((char) Integer.parseInt(text.substring(position, position + 4), 16));
                        position += 4;
                    }
                    default -> value.append(escaped);
                }
            }
            return value.toString();
        }
    }
}

package com.wevion.credits.dev;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key made for the moment, with a certificate that nobody else has signed, as PEM files. */
public final class SelfSigned {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "server";
    private static final int KEYTOOL_SECONDS = 60;

    private final Path folder;
    private final KeyStore store;

    private SelfSigned(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** For a server of this name; the folder is there. */
    public static SelfSigned named(String name, Path folder) {
        Path file = folder.resolve("server.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command =
                List.of(keytool.toString(), "-genkeypair", "-keyalg", "EC", "-alias", ALIAS, "-dname", "CN=" + name);
        List<String> where = List.of(
                "-ext",
                "SAN=DNS:" + name,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        List<String> all = new java.util.ArrayList<>(command);
        all.addAll(where);
        Command.run(all, folder.resolve("keytool.log"), KEYTOOL_SECONDS);
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            SelfSigned made = new SelfSigned(folder, store);
            made.write(
                    "CERTIFICATE",
                    made.certificate(),
                    store.getCertificate(ALIAS).getEncoded());
            made.write(
                    "PRIVATE KEY",
                    made.key(),
                    store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            return made;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure("No certificate can be made", e);
        }
    }

    private void write(String what, Path file, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n",
                StandardCharsets.US_ASCII);
    }

    /** PEM. */
    public Path certificate() {
        return folder.resolve("fullchain.pem");
    }

    /** PKCS#8, PEM. */
    public Path key() {
        return folder.resolve("privkey.pem");
    }

    /** For clients that trust this certificate and no other. */
    SSLContext trusting() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure("The certificate cannot be trusted", e);
        }
    }
}

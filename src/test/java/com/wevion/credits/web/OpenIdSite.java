package com.wevion.credits.web;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;

/** A service whose people sign in at a provider of our own. */
final class OpenIdSite implements AutoCloseable {
    private final IdentityProvider provider = new IdentityProvider();
    private final Path folder;
    private final LocalService service;

    /** Starts both. */
    OpenIdSite(String name) {
        folder = Path.of("target/it/" + name + "-" + ProcessHandle.current().pid());
        service = LocalService.prepare(TestSettings.in(
                folder,
                Map.of(
                        "credits.simulated.engines",
                        "false",
                        "credits.openid.provider",
                        provider.issuer(),
                        "credits.openid.client.id",
                        IdentityProvider.CLIENT,
                        "credits.openid.client.secret",
                        IdentityProvider.SECRET,
                        "credits.jwt.issuer",
                        provider.issuer(),
                        "mp.jwt.verify.publickey",
                        provider.publicKeyPem())));
        service.start();
    }

    IdentityProvider provider() {
        return provider;
    }

    String url() {
        return service.baseUrl();
    }

    /** Whoever the token names. */
    Api api(String token) {
        return Api.withToken(service, token);
    }

    /** A browser that keeps cookies and goes where it is led. */
    Browser browser() {
        return new Browser(
                url(),
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build());
    }

    /** One that does neither. */
    Browser plainBrowser() {
        return new Browser(url(), HttpClient.newHttpClient());
    }

    @Override
    public void close() {
        service.close();
        provider.close();
        DataFolder.delete(folder.toAbsolutePath());
    }
}

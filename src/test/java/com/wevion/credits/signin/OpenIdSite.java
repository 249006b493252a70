package com.wevion.credits.signin;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A service whose people sign in at a provider of our own. */
final class OpenIdSite implements AutoCloseable {
    /** Gives test classes the same site, which starts with the first and is closed after the last of them. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == OpenIdSite.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Shared.class))
                    .computeIfAbsent(OpenIdSite.class, key -> new OpenIdSite(), OpenIdSite.class);
        }
    }

    private final IdentityProvider provider = new IdentityProvider();
    private final Path folder;
    private final LocalService service;

    /** Starts both. */
    private OpenIdSite() {
        folder = Path.of("target/it/openid-" + ProcessHandle.current().pid());
        service = LocalService.prepare(TestSettings.in(folder, settings(provider)));
        service.start();
    }

    /** By which people sign in at this provider. */
    static Map<String, String> settings(IdentityProvider provider) {
        return Map.ofEntries(
                Map.entry("credits.simulated.engines", "false"),
                Map.entry("credits.issuers", "people"),
                Map.entry("credits.issuers.people.address", provider.issuer()),
                Map.entry("credits.issuers.people.grants", "SUPER_ADMIN"),
                Map.entry("credits.issuers.people.skew.seconds", "0"),
                Map.entry("credits.openid.issuer", "people"),
                Map.entry("credits.openid.client.id", IdentityProvider.CLIENT),
                Map.entry("credits.openid.client.secret", IdentityProvider.SECRET));
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

    /** The result of a statement, as one text. */
    String rows(String sql) {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A browser that keeps cookies and goes where it is led. */
    Browser browser() {
        return Browser.withCookies(url());
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

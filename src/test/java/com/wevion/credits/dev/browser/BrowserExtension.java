package com.wevion.credits.dev.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser for the first test that asks for it; each test has windows of its own. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.isInstalled() || Chromium.isRequired()
                ? ConditionEvaluationResult.enabled("There is a browser, or there must be one")
                : ConditionEvaluationResult.disabled(Chromium.howToInstall());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browsing.class
                && parameter.getDeclaringExecutable() instanceof Method;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Browsing.class, key -> new Browsing(chromium.browser()), Browsing.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Browsing browsing = context.getStore(NAMESPACE).get(Browsing.class, Browsing.class);
        if (browsing == null) {
            return;
        }
        try {
            boolean failed = context.getExecutionException().isPresent();
            if (failed || !browsing.problems().isEmpty()) {
                browsing.keep(Chromium.FOLDER.resolve(name(context)));
            }
            if (!failed) {
                assertThat(browsing.problems())
                        .as("what went wrong in the browser")
                        .isEmpty();
            }
        } finally {
            browsing.close();
        }
    }

    private static String name(ExtensionContext context) {
        String test = context.getRequiredTestMethod().getName();
        String shown = context.getDisplayName();
        String whole = context.getRequiredTestClass().getSimpleName() + "." + test
                + (shown.startsWith(test) ? "" : "." + shown);
        return whole.replaceAll("[^\\w.]+", "-");
    }
}

package com.wevion.credits.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A page of API keys, a team's or the platform's, as its reader uses it. */
record KeysPage(Page page) {
    /** Makes a key; its secret, which the page does not show again. */
    String make(String name, String scope, String lastDay) {
        page.click("#add");
        page.fill("#field-name", name);
        page.getByLabel(scope).check();
        page.fill("#field-expiresAt", lastDay);
        press("Make the key");
        return secret(name + " is made");
    }

    /** Makes a key in the place of the newest one; its secret. */
    String rotate(String name, String overlap) {
        page.getByText("Rotate …").first().click();
        page.selectOption("#field-overlapMinutes", overlap);
        press("Make the new key");
        return secret(name + " has a new key");
    }

    /** Revokes a key, the newest being 0. */
    void revoke(int row) {
        rows().nth(row).getByText("Revoke …").click();
        press("Revoke");
        assertThat(page.locator("#message")).containsText("is revoked.");
    }

    Locator rows() {
        return page.locator("main table tbody tr");
    }

    /** The complaint of the form about a field. */
    Locator wrong(String field) {
        return page.locator("#field-" + field + "-wrong");
    }

    void press(String button) {
        page.locator("dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private String secret(String title) {
        assertThat(page.locator("#dialog-title")).hasText(title);
        assertThat(page.locator("#secret")).hasValue(Pattern.compile("crk_[tp]_[0-9A-Za-z]{49}"));
        String secret = page.inputValue("#secret");
        press("Close");
        assertThat(page.locator("dialog")).not().isVisible();
        assertThat(page.locator("body")).not().containsText(secret);
        return secret;
    }
}
